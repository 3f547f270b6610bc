namespace Unpark.Server;

/// <summary>The server cannot be started as the settings say. The message is a whole sentence with what to try.</summary>
public sealed class WebServerException(string message, Exception? inner = null) : Exception(message, inner);
