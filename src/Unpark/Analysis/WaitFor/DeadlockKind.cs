namespace Unpark.Analysis.WaitFor;

/// <summary>How goroutines came to wait for each other, most telling first.</summary>
internal enum DeadlockKind
{
    /// <summary>A goroutine locks what it holds.</summary>
    Reentrant,

    /// <summary>Goroutines hold locks that the others wait for.</summary>
    Order,

    /// <summary>A read lock is taken a second time behind a waiting writer.</summary>
    ReadTwice,

    /// <summary>Who may hold the lock waits for a channel, or for other goroutines by a WaitGroup or a Cond, and they for the lock.</summary>
    Mixed,

    /// <summary>Who holds the lock waits for the outside world or sleeps, for minutes.</summary>
    HeldWhileWaiting,

    /// <summary>Nobody who is left is inside code that could hold the lock.</summary>
    LeftLocked,
}
