namespace Unpark.Knowledge.Waits;

/// <summary>What follows from a kind of wait, whatever the program.</summary>
internal static class WaitKinds
{
    /// <summary>Only another goroutine of the program can end the wait.</summary>
    public static bool IsBlocked(this WaitKind kind) =>
        kind is >= WaitKind.Receive and <= WaitKind.Cond or WaitKind.Coroutine;

    public static bool IsLock(this WaitKind kind) => kind is WaitKind.Mutex or WaitKind.RWMutexRead or WaitKind.RWMutexWrite;

    /// <summary>Belongs to the runtime, or is over in a moment.</summary>
    public static bool IsRuntimes(this WaitKind kind) => kind is WaitKind.Runtime or WaitKind.RuntimeOwn;

    /// <summary>What a goroutine does, as said of one: "waits to send".</summary>
    public static string Does(this WaitKind kind) => kind switch
    {
        WaitKind.Receive => "waits to receive",
        WaitKind.Send => "waits to send",
        WaitKind.ReceiveNil => "receives from a nil channel",
        WaitKind.SendNil => "sends on a nil channel",
        WaitKind.Select => "waits in select",
        WaitKind.SelectNoCases => "sits in select {}",
        WaitKind.Mutex => "waits for a mutex",
        WaitKind.RWMutexRead => "waits to read-lock",
        WaitKind.RWMutexWrite => "waits to write-lock",
        WaitKind.WaitGroup => "waits for a WaitGroup",
        WaitKind.Cond => "waits for a Cond",
        WaitKind.Semaphore => "waits for a semaphore",
        WaitKind.IO => "waits for I/O",
        WaitKind.Sleep => "sleeps",
        WaitKind.Syscall => "is in a system call",
        WaitKind.Coroutine => "waits in an iterator",
        WaitKind.Running => "runs",
        WaitKind.Synctest => "waits for its test bubble",
        _ => "is",
    };

    /// <summary>What several goroutines do: "wait to send".</summary>
    public static string Do(this WaitKind kind) => Plural(kind.Does());

    /// <summary>"waits for a lock" as said of several: "wait for a lock".</summary>
    public static string Plural(string one)
    {
        var verb = one.Split(' ')[0];
        var rest = one[verb.Length..];
        return (verb is "is" ? "are" : verb[..^1]) + rest;
    }
}
