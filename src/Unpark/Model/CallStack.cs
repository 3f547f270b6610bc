using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>The frames of one goroutine, leaf (where it waits or runs) first.</summary>
/// <param name="Frames">Inlined calls are frames of their own, before the frame they were inlined into. May be empty.</param>
/// <param name="Elided">How many frames the runtime left out ("...N frames elided..."); -1 when it left out some without a number.</param>
/// <param name="ElidedAt">Index into <paramref name="Frames"/> before which the left-out frames belong.</param>
public sealed record CallStack(ImmutableArray<Frame> Frames, int Elided = 0, int ElidedAt = 0)
{
    public static CallStack Empty { get; } = new([]);

    public Frame? Leaf => Frames.IsEmpty ? null : Frames[0];

    /// <summary>The function the goroutine was started with.</summary>
    public Frame? Entry => Frames.IsEmpty ? null : Frames[^1];

    public bool Equals(CallStack? other) =>
        other is not null && Elided == other.Elided && ElidedAt == other.ElidedAt && Frames.AsSpan().SequenceEqual(other.Frames.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var frame in Frames) hash.Add(frame);
        return hash.ToHashCode();
    }
}
