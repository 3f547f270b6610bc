using System.Collections.Immutable;
using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Asks Knowledge once for each function of each file.</summary>
/// <param name="known">What was asked for other evidence; null where there is none.</param>
internal sealed class FrameTable(ImmutableArray<KnownGoroutine> usersRows, KnownFunctions? known = null)
{
    public FrameTable()
        : this([])
    {
    }

    // Readers hand out the same object for equal frames: nearly every question ends in the first table.
    private readonly Dictionary<Frame, FrameFacts> _byFrame = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Function, string File), FrameFacts> _byFunction = [];

    public bool HasUsersRows => !usersRows.IsEmpty;

    public FrameFacts this[Frame frame]
    {
        get
        {
            if (_byFrame.TryGetValue(frame, out var facts)) return facts;
            facts = known is null ? OfFunction(frame) : known.GetOrAdd(frame, Ask);
            _byFrame.Add(frame, facts);
            return facts;
        }
    }

    private FrameFacts OfFunction(Frame frame)
    {
        if (!_byFunction.TryGetValue((frame.Function, frame.File), out var facts)) _byFunction.Add((frame.Function, frame.File), facts = Ask(frame));
        return facts;
    }

    private FrameFacts Ask(Frame frame) => FrameFacts.Of(frame, usersRows);
}
