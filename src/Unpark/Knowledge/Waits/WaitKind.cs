namespace Unpark.Knowledge.Waits;

/// <summary>What a wait reason comes down to, whatever the Go version calls it.</summary>
/// <remarks>Go 1.19 says "semacquire" for a mutex, 1.20 and later "sync.Mutex.Lock": both are <see cref="Mutex"/>.</remarks>
internal enum WaitKind
{
    /// <summary>The evidence does not say.</summary>
    Unknown,
    Receive,
    Send,
    ReceiveNil,
    SendNil,
    Select,
    SelectNoCases,
    Mutex,
    RWMutexRead,
    RWMutexWrite,
    WaitGroup,
    Cond,

    /// <summary>"semacquire" that is none of the locks above: a second user of one descriptor, or somebody who stops the world.</summary>
    Semaphore,
    IO,
    Sleep,
    Syscall,
    Coroutine,

    /// <summary>Running, or ready to.</summary>
    Running,

    /// <summary>Short waits that the runtime causes: garbage collection, stack copies, tracing.</summary>
    Runtime,

    /// <summary>The runtime's own goroutines; seen only at level system.</summary>
    RuntimeOwn,

    /// <summary>The root of a synctest bubble.</summary>
    Synctest,
}
