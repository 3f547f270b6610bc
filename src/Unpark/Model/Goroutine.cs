namespace Unpark.Model;

/// <summary>What evidence says of one goroutine beyond its group. 32 bytes, because a dump can hold millions.</summary>
/// <param name="Id">The runtime's number, as in "goroutine 17 [select]". 1 is main.</param>
/// <param name="CreatorId">"created by F in goroutine 5"; 0 when not printed (Go up to 1.20, main, timers).</param>
/// <param name="WaitsOn">
/// Address of the lock, WaitGroup or Cond the goroutine waits for, where the traceback prints it without "?"; 0 when it does not.
/// Equal addresses in one dump are the same object.
/// </param>
/// <param name="Minutes">
/// Whole minutes of waiting as printed; 0 when none are printed. Counted from the first garbage collection that saw the
/// goroutine blocked, so a lower bound: an idle program collects every 2 minutes.
/// </param>
/// <remarks>Source of all four: <c>goroutineheader</c> and <c>traceback</c>, runtime/traceback.go.</remarks>
public readonly record struct Goroutine(long Id, long CreatorId = 0, ulong WaitsOn = 0, int Minutes = 0);
