namespace Unpark.Monitor.Recordings;

/// <summary>A profile or dump in a folder.</summary>
/// <param name="File">Below the folder, with slashes.</param>
/// <param name="Target">The address that was asked.</param>
/// <param name="Kind">"goroutine profile", "traceback", "leak profile".</param>
public sealed record Recording(string File, string Target, DateTimeOffset At, string Kind, long Goroutines);
