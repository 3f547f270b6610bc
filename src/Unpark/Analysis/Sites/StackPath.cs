using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>A stack from its entry down to the state the goroutines are in, with gaps where frames were left out.</summary>
internal sealed class StackPath
{
    /// <summary>Lines of one stack that are kept: a recursion without end says nothing more after its first and last hundred.</summary>
    public const int MaxDepth = 200;

    private readonly ImmutableArray<Frame> _frames;

    private StackPath(long count, StackState state, CallStack stack)
    {
        (Count, State) = (count, state);
        _frames = stack.Elided == 0 && stack.Frames.Length <= MaxDepth ? stack.Frames : WithGaps(stack);
    }

    public long Count { get; }

    public StackState State { get; }

    public int Length => _frames.Length + 1;

    /// <returns>A frame, or at the end the state.</returns>
    public object At(int depth) => depth < _frames.Length ? _frames[_frames.Length - 1 - depth] : State;

    public static IEnumerable<StackPath> Of(SiteGroup group)
    {
        foreach (var part in group.Parts)
        {
            var leaked = part.Leaked || group.Leaked == group.Count;
            if (part.Count > 0) yield return new(part.Count, new(part.State, StateFamilies.Of(part.State, part.Stack), leaked), part.Stack);
        }
    }

    private static ImmutableArray<Frame> WithGaps(CallStack stack)
    {
        var lines = new List<Frame>();
        for (var i = 0; i < stack.Frames.Length; i++)
        {
            if (stack.Elided != 0 && i == stack.ElidedAt) lines.Add(Gap(stack.Elided));
            if (i == MaxDepth / 2 && stack.Frames.Length > MaxDepth)
            {
                lines.Add(Gap(stack.Frames.Length - MaxDepth));
                i = stack.Frames.Length - MaxDepth / 2;
            }
            lines.Add(stack.Frames[i]);
        }
        return [.. lines];
    }

    private static Frame Gap(int elided) => new(elided < 0 ? "(frames left out)" : $"({elided} frames left out)", "", 0);
}
