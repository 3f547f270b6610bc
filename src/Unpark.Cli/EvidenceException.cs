namespace Unpark.Cli;

/// <summary>Evidence could not be read or reached. The message is for the user: where, what was found, what to try.</summary>
internal sealed class EvidenceException(string message) : Exception(message);
