namespace Unpark.Model;

/// <summary>What a goroutine was doing: a wait reason ("chan receive") or a status ("running"), text kept as the runtime prints it.</summary>
/// <remarks>
/// Without "(leaked)", "(scan)", the minutes and the lock to a thread, which are facts of their own. The words that end in
/// "(durable)" or "(synctest)" are reasons of their own and stay whole. Source: <c>waitReasonStrings</c>, runtime/runtime2.go, Go 1.19 to 1.27.
/// </remarks>
public sealed record WaitReason(string Text) : IComparable<WaitReason>
{
    public static readonly WaitReason ChanReceive = new("chan receive");
    public static readonly WaitReason ChanSend = new("chan send");
    public static readonly WaitReason ChanReceiveNil = new("chan receive (nil chan)");
    public static readonly WaitReason ChanSendNil = new("chan send (nil chan)");
    public static readonly WaitReason Select = new("select");
    public static readonly WaitReason SelectNoCases = new("select (no cases)");
    public static readonly WaitReason MutexLock = new("sync.Mutex.Lock");
    public static readonly WaitReason RWMutexRLock = new("sync.RWMutex.RLock");
    public static readonly WaitReason RWMutexLock = new("sync.RWMutex.Lock");
    public static readonly WaitReason WaitGroupWait = new("sync.WaitGroup.Wait");
    public static readonly WaitReason CondWait = new("sync.Cond.Wait");
    public static readonly WaitReason Semacquire = new("semacquire");
    public static readonly WaitReason IOWait = new("IO wait");
    public static readonly WaitReason Sleep = new("sleep");
    public static readonly WaitReason Syscall = new("syscall");
    public static readonly WaitReason Coroutine = new("coroutine");
    public static readonly WaitReason Running = new("running");
    public static readonly WaitReason Runnable = new("runnable");

    /// <summary>A protobuf or text profile whose frames do not tell running from runnable.</summary>
    public static readonly WaitReason RunningOrRunnable = new("running or runnable");

    /// <summary>The evidence does not say, as a text profile that hides the runtime's frames.</summary>
    public static readonly WaitReason Unknown = new("unknown");

    public int CompareTo(WaitReason? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
