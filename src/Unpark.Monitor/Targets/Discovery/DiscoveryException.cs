namespace Unpark.Monitor.Targets.Discovery;

/// <summary>A place could not say which targets there are. The message is a whole sentence with the place.</summary>
internal sealed class DiscoveryException(string source, string message, Exception? inner = null) : Exception($"{source}: {message}", inner);
