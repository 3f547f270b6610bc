using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Numbers for the lines and states that stacks are made of; equal ones have one number.</summary>
internal sealed class StackPlaces
{
    private readonly List<Frame?> _frames = [];
    private readonly List<StackState?> _states = [];

    // Readers hand out the same object for equal frames; the second table is for those of different snapshots.
    private readonly Dictionary<Frame, int> _byReference = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Function, string File, int Line), int> _byPlace = [];
    private readonly Dictionary<StackState, int> _byState = [];

    public Frame? FrameOf(int place) => _frames[place];

    public StackState? StateOf(int place) => _states[place];

    public int Of(Frame frame)
    {
        if (_byReference.TryGetValue(frame, out var place)) return place;
        var key = (frame.Function, frame.File, frame.Line);
        if (!_byPlace.TryGetValue(key, out place)) _byPlace.Add(key, place = Add(frame, null));
        _byReference.Add(frame, place);
        return place;
    }

    public int Of(StackState state)
    {
        if (!_byState.TryGetValue(state, out var place)) _byState.Add(state, place = Add(null, state));
        return place;
    }

    private int Add(Frame? frame, StackState? state)
    {
        _frames.Add(frame);
        _states.Add(state);
        return _frames.Count - 1;
    }
}
