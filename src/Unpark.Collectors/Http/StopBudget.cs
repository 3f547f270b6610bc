namespace Unpark.Collectors.Http;

/// <summary>How long a look may still stop the program.</summary>
internal sealed class StopBudget(TimeSpan allowed)
{
    private TimeSpan _spent;

    public TimeSpan Allowed => allowed;

    /// <summary>Takes a predicted stop out of the budget; false when it does not fit.</summary>
    public bool TrySpend(TimeSpan stop)
    {
        if (_spent + stop > allowed) return false;
        _spent += stop;
        return true;
    }

    /// <summary>The smallest round figure that would have been enough: "--allow-stop 5s".</summary>
    public string Flag(TimeSpan stop) => $"--allow-stop {Round(_spent + stop)}";

    // 1, 2 or 5 times a power of ten, in milliseconds or seconds.
    private static string Round(TimeSpan time)
    {
        long round = 1;
        for (var step = 0; round < time.TotalMilliseconds; step++) round = step % 3 == 1 ? round / 2 * 5 : round * 2;
        return round < 1000 ? $"{round}ms" : $"{round / 1000}s";
    }
}
