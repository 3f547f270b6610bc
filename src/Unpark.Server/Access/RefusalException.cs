namespace Unpark.Server.Access;

/// <summary>A request is not answered as it was meant. The message is a sentence for whoever sent it.</summary>
/// <param name="status">400, 401, 403, 404, 413, 415, 429 or 503.</param>
internal sealed class RefusalException(int status, string message) : Exception(message)
{
    public int Status => status;
}
