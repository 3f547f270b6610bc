namespace Unpark.Source.Facts;

internal enum OriginKind
{
    /// <summary><c>make(chan T)</c></summary>
    Channel,

    /// <summary>A function, a method value or a closure.</summary>
    Function,

    /// <summary><c>sync.OnceFunc(f)</c>, <c>OnceValue</c>, <c>OnceValues</c>: a function of its own, which calls another once.</summary>
    Once,

    /// <summary><c>context.Background()</c>, <c>context.TODO()</c>: nobody ends it.</summary>
    Background,

    /// <summary><c>context.WithCancel(parent)</c> and its relatives.</summary>
    Context,

    /// <summary>The second result of those.</summary>
    Cancel,

    /// <summary><c>ctx.Done()</c></summary>
    Done,

    /// <summary><c>time.NewTicker</c>, <c>time.Tick</c></summary>
    Ticker,

    /// <summary><c>time.NewTimer</c>, <c>time.After</c></summary>
    Timer,

    /// <summary>A mutex, WaitGroup, Cond or Once: the variable itself.</summary>
    Sync,
}
