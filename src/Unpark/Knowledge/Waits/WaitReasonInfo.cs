namespace Unpark.Knowledge.Waits;

/// <summary>One row of <see cref="WaitReasons"/>.</summary>
/// <param name="Text">As the runtime prints it.</param>
/// <param name="Meaning">What the goroutine does, for people: "receives from a channel that is empty and open".</param>
/// <param name="Since">First Go version that prints it; null when all of 1.19 to 1.27 do.</param>
/// <param name="Until">Last Go version that prints it; null when it still does.</param>
internal sealed record WaitReasonInfo(string Text, WaitKind Kind, LeakChance Leak, string Meaning, string? Since = null, string? Until = null);
