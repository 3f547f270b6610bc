namespace Unpark.Source.Facts;

/// <summary>What goroutines do to each other.</summary>
internal enum OperationKind
{
    Send,

    /// <summary>Also <c>v, ok := &lt;-ch</c>.</summary>
    Receive,

    /// <summary><c>for v := range ch</c></summary>
    Range,
    Close,
    Lock,
    Unlock,
    RLock,
    RUnlock,
    Add,
    Done,

    /// <summary>Of a WaitGroup.</summary>
    Wait,
    CondWait,
    Signal,
    Broadcast,

    /// <summary>A call of a cancel function.</summary>
    Cancel,

    /// <summary><c>timer.Stop()</c> or that of a ticker.</summary>
    StopTimer,
    Sleep,
}
