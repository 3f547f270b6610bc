namespace Unpark.Monitor.Pushed;

/// <summary>Evidence is not taken in. The message is a sentence for whoever sent it.</summary>
public sealed class PushException(string message) : Exception(message)
{
    /// <summary>There is no place for one more instance; false: it is no evidence.</summary>
    public bool IsFull { get; init; }
}
