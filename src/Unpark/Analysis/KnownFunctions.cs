using System.Collections.Concurrent;
using Unpark.Analysis.Sites;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What Knowledge says of functions, for whoever looks at the same programs again and again. For any number of threads.</summary>
internal sealed class KnownFunctions
{
    // Beyond it something is wrong with the names.
    private const int Most = 500_000;

    private readonly ConcurrentDictionary<(string Function, string File), FrameFacts> _facts = new();

    // Roughly how many: the table itself tells only under all of its locks.
    private int _held;

    public FrameFacts GetOrAdd(Frame frame, Func<Frame, FrameFacts> ask)
    {
        if (_facts.TryGetValue((frame.Function, frame.File), out var facts)) return facts;
        if (Interlocked.Increment(ref _held) > Most)
        {
            _facts.Clear();
            Interlocked.Exchange(ref _held, 1);
        }
        return _facts[(frame.Function, frame.File)] = ask(frame);
    }
}
