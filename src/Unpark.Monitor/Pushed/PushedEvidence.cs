namespace Unpark.Monitor.Pushed;

/// <summary>Evidence that a program, or a job beside it, sends by itself.</summary>
/// <param name="Service">Whose it is.</param>
/// <param name="Instance">Which of its programs: what is sent under one name is one history.</param>
/// <param name="Version">Empty when not said. A new one is a deployment.</param>
/// <param name="Content">Of any kind that <see cref="EvidenceReader"/> reads and that shows goroutines or races.</param>
public sealed record PushedEvidence(string Service, string Instance, string Version, byte[] Content);
