namespace Unpark.Knowledge.Libraries;

/// <summary>A call of the user's that waits inside a library: what for, why it may never end, what to change.</summary>
/// <param name="Function">The library's function, as in a dump.</param>
/// <param name="Does">As said of one goroutine: "waits for an HTTP response".</param>
/// <param name="Fix">What to change; "{0}" stands for the place.</param>
internal sealed record LibraryCall(string Function, string Does, string Cause, string Fix);
