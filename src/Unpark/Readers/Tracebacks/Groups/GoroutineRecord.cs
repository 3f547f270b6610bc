namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>One goroutine as parsed: 32 bytes, in the order of the text, until the snapshot it belongs to is complete.</summary>
internal struct GoroutineRecord
{
    /// <summary>Value of <see cref="Minutes"/> for a goroutine that is executing: such a header opens a new dump.</summary>
    public const int Running = -1;

    /// <summary>Value of <see cref="Minutes"/> for "goroutine running on other thread; stack unavailable", and for one on its way out of a system call: only inside a dump.</summary>
    public const int RunningElsewhere = -2;

    public long Id;
    public long CreatorId;
    public ulong WaitsOn;
    public int Minutes;

    /// <summary>Index into the <see cref="GroupTable"/>.</summary>
    public int Group;
}
