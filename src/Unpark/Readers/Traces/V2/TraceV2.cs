namespace Unpark.Readers.Traces.V2;

/// <summary>Execution traces of format 1.22 and later: one generation after the other.</summary>
internal static class TraceV2
{
    public static void Read(Stream stream, TraceResult result, CancellationToken cancellation)
    {
        using var bytes = new BlockReader(stream);
        var reader = new GenerationReader(bytes, result);
        var generation = new Generation(new(result.Stacks, result.Reasons, result.Limits));
        var order = new GenerationOrder(result);
        while (reader.TryRead(generation))
        {
            // What is left of a cut generation has no strings and not all threads: the state before it says more.
            if (generation.Cut && result.Generations > 0) break;

            order.Run(generation, cancellation);
            result.Generations++;
            bytes.Release();
        }
    }
}
