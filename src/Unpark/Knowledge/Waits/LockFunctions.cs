namespace Unpark.Knowledge.Waits;

/// <summary>Functions whose receiver, printed in a traceback without "?", is the lock, WaitGroup or Cond that the goroutine waits for.</summary>
/// <remarks>
/// Read in tracebacks of Go 1.19 to 1.27. <c>RWMutex.Lock</c> behind another writer waits in its inner Mutex, which is its first field
/// and so has the same address; behind readers it prints "?". <c>WaitGroup.Wait</c> prints a sure address since 1.25.
/// </remarks>
internal static class LockFunctions
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "internal/sync.(*Mutex).lockSlow", // since 1.24
        "internal/sync.(*Mutex).Lock",
        "sync.(*Mutex).lockSlow",
        "sync.(*Mutex).Lock",
        "sync.(*RWMutex).Lock",
        "sync.(*RWMutex).RLock",
        "sync.(*WaitGroup).Wait",
        "sync.runtime_notifyListWait", // a Cond's list of waiters, a field of the Cond
    };

    public static bool Contains(string function) => Names.Contains(function);
}
