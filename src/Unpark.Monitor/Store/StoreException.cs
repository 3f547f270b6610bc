namespace Unpark.Monitor.Store;

/// <summary>A store cannot be opened, read or written. The message is a whole sentence with what to try.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>There is no room: tidying up may help, asking again at once will not.</summary>
    public bool IsFull { get; init; }
}
