namespace Unpark.Knowledge.Profiles;

/// <summary>From the sampled allocations that text heap profiles print to all allocations, as protobuf profiles hold them.</summary>
/// <remarks>One in <c>runtime.MemProfileRate</c> bytes is sampled, so large objects more often. Source: <c>scaleHeapSample</c>, runtime/pprof/protomem.go.</remarks>
internal static class HeapSampling
{
    /// <param name="rate">Mean bytes between samples; 0 and 1 mean that all were recorded.</param>
    public static (long Objects, long Bytes) Scale(long objects, long bytes, long rate)
    {
        if (objects == 0 || bytes == 0) return (0, 0);
        if (rate <= 1) return (objects, bytes);
        var meanSize = (double)bytes / objects;
        var scale = 1 / (1 - Math.Exp(-meanSize / rate));
        return ((long)(objects * scale), (long)(bytes * scale));
    }
}
