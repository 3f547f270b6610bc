using System.Collections.Immutable;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>Asks Knowledge once for each function of each file.</summary>
/// <param name="tested">Whose tests the evidence is of.</param>
/// <param name="known">What was asked for other evidence; null where there is none.</param>
internal sealed class FrameTable(ImmutableArray<KnownGoroutine> usersRows, TestedPackages tested, KnownFunctions? known = null)
{
    public FrameTable()
        : this([], TestedPackages.None)
    {
    }

    // Readers hand out the same object for equal frames: nearly every question ends in the first table.
    private readonly Dictionary<Frame, FrameFacts> _byFrame = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, FrameFacts> _byFunction = new(StringComparer.Ordinal);

    // A function has one file, but for "main.main" of several programs and the like.
    private readonly Dictionary<(string Function, string File), FrameFacts> _byFile = [];

    public bool HasUsersRows => !usersRows.IsEmpty;

    public FrameFacts this[Frame frame]
    {
        get
        {
            if (_byFrame.TryGetValue(frame, out var facts)) return facts;
            facts = known is null || !tested.IsEmpty ? OfFunction(frame) : known.GetOrAdd(frame, Ask);
            _byFrame.Add(frame, facts);
            return facts;
        }
    }

    private FrameFacts OfFunction(Frame frame)
    {
        if (_byFunction.TryGetValue(frame.Function, out var facts) && facts.File == frame.File) return facts;
        if (facts is null)
        {
            _byFunction.Add(frame.Function, facts = Ask(frame));
            return facts;
        }
        if (!_byFile.TryGetValue((frame.Function, frame.File), out facts)) _byFile.Add((frame.Function, frame.File), facts = Ask(frame));
        return facts;
    }

    private FrameFacts Ask(Frame frame) => FrameFacts.Of(frame, usersRows, tested);
}
