namespace Unpark.Cli;

/// <summary>The command line cannot be carried out. The message is one line for the user, without a full stop.</summary>
internal sealed class UsageException(string message) : Exception(message);
