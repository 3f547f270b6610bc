using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Asks Knowledge once for each frame: readers hand out the same object for equal frames.</summary>
internal sealed class FrameTable
{
    private readonly Dictionary<Frame, FrameFacts> _byFrame = new(ReferenceEqualityComparer.Instance);

    public FrameFacts this[Frame frame]
    {
        get
        {
            if (!_byFrame.TryGetValue(frame, out var facts)) _byFrame.Add(frame, facts = FrameFacts.Of(frame));
            return facts;
        }
    }
}
