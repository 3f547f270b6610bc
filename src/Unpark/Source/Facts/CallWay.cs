namespace Unpark.Source.Facts;

internal enum CallWay
{
    Plain,

    /// <summary>In a goroutine of its own: <c>go f()</c>, <c>group.Go(f)</c>, <c>time.AfterFunc(d, f)</c>.</summary>
    Go,
    Defer,

    /// <summary>By somebody it is handed to: <c>once.Do(f)</c>, <c>sort.Slice(x, f)</c>.</summary>
    Callback,
}
