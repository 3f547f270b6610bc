using Unpark.Model;

namespace Unpark.Collectors.Http;

/// <summary>Takes the evidence of a running program through its net/http/pprof, at the least cost to the program.</summary>
public static class LiveCollector
{
    /// <summary>
    /// One moment, or a series: the count from the index page, the protobuf profile, a traceback when its predicted stop fits the
    /// budget, and last, because it takes the ages out of later tracebacks, the leak profile. One request at a time.
    /// </summary>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <returns>What could be had. A target that cannot be asked gives a collection whose only content is a fatal diagnostic.</returns>
    public static async Task<Collection> CollectAsync(
        Target target,
        CollectOptions? options = null,
        IProgress<string>? progress = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        options ??= CollectOptions.Default;
        try
        {
            using var pprof = new PprofClient(target, options.Limits, time);
            return await new LiveLook(pprof, options, progress, cancellation).TakeAsync();
        }
        catch (TargetException e)
        {
            return new Collection { Diagnostics = [e.ToDiagnostic(fatal: true)] };
        }
    }
}
