using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>How many calls lie between the functions of a stack and a place in the source.</summary>
internal sealed class Nearness
{
    /// <summary>Where no calls lead.</summary>
    private const int Unreached = 1000;

    private readonly Dictionary<Function, int> _calls = [];

    /// <param name="stack">The functions on it, and the one that started it.</param>
    public Nearness(IEnumerable<Function> stack, IEnumerable<PackageFacts> packages)
    {
        var parts = packages.SelectMany(facts => facts.Functions).ToLookup(function => function.Outermost);
        var queue = new Queue<Function>();
        Reach(stack, 0);
        while (queue.TryDequeue(out var function))
        {
            foreach (var part in parts[function]) Reach(part.Calls.SelectMany(call => call.Callees).Concat(part.Callers.Select(call => call.Function)), _calls[function] + 1);
        }

        void Reach(IEnumerable<Function> functions, int calls)
        {
            foreach (var outermost in functions.Select(function => function.Outermost).Where(outermost => _calls.TryAdd(outermost, calls))) queue.Enqueue(outermost);
        }
    }

    /// <summary>0 in a function of the stack.</summary>
    public int Of(SourceSpot spot, PackageFacts facts) =>
        facts.Functions.FirstOrDefault(function => function.File.Path == spot.File && function.Holds(spot.Line)) is { } function && _calls.TryGetValue(function.Outermost, out var calls) ? calls : Unreached;
}
