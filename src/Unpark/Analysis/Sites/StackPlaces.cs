using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>Numbers for the lines and states that stacks are made of; equal ones have one number.</summary>
internal sealed class StackPlaces
{
    private readonly List<object> _places = [];

    // Readers hand out the same object for equal frames; the others are for those of different snapshots.
    private readonly Dictionary<object, int> _byReference = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Function, string File, int Line), int> _byLine = [];
    private readonly Dictionary<StackState, int> _byState = [];

    public object this[int place] => _places[place];

    /// <param name="place">A frame or a state.</param>
    public int Of(object place)
    {
        if (_byReference.TryGetValue(place, out var number)) return number;
        number = place is Frame frame ? NumberOf(_byLine, (frame.Function, frame.File, frame.Line), place) : NumberOf(_byState, (StackState)place, place);
        _byReference.Add(place, number);
        return number;
    }

    private int NumberOf<TKey>(Dictionary<TKey, int> numbers, TKey key, object place)
        where TKey : notnull
    {
        if (numbers.TryGetValue(key, out var number)) return number;
        _places.Add(place);
        numbers.Add(key, _places.Count - 1);
        return _places.Count - 1;
    }
}
