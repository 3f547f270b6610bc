using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;
using Unpark.Readers.Tracebacks.Grammar;

namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>Every distinct state, label set, frame and group of one text, each made once and known by its number from then on.</summary>
/// <remarks>Shared by all parsers, which keep caches of their own and come here only with what is new to them.</remarks>
internal sealed class GroupTable(ReaderLimits limits)
{
    /// <summary>The group of everything beyond <see cref="ReaderLimits.MaxGroups"/>.</summary>
    public const int Overflow = 0;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<Frame, int> _frames = [];
    private readonly HashIndex _groups = new();
    private readonly List<int[]> _groupNumbers = [[]];
    private readonly List<string> _stateTexts = [];
    private readonly List<Label[]> _labelSets = [[]];
    private readonly List<Frame> _frameValues = [];
    private readonly List<GoroutineGroup> _values = [new() { Count = 0, State = WaitReason.Unknown, Stack = CallStack.Empty }];
    private readonly List<int> _lockFrames = [-1];

    /// <summary>Goroutines whose group is not kept, because there were too many.</summary>
    public bool Overflowed { get; private set; }

    public int Count => _values.Count;

    /// <summary>A group without count and goroutines. Not while parsers are at work.</summary>
    public GoroutineGroup this[int group] => _values[group];

    public int State(ReadOnlySpan<byte> text)
    {
        var state = Encoding.UTF8.GetString(text);
        lock (_lock) return Number(_states, state, _stateTexts, state);
    }

    /// <param name="text">Inside of the braces, as printed.</param>
    public int Labels(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        var labels = LabelText.Parse(text);
        if (labels.IsEmpty) return 0;
        var key = string.Join('\0', labels.Select(label => $"{label.Key}\0{label.Value}"));
        lock (_lock) return Number(_labels, key, _labelSets, [.. labels]);
    }

    public int Frame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> file, int line, bool inlined)
    {
        var functionName = TypeArguments.Elide(Encoding.UTF8.GetString(function));
        var fileName = Encoding.UTF8.GetString(file);
        lock (_lock)
        {
            var frame = new Frame(Shared(functionName), Shared(fileName), line, inlined);
            return Number(_frames, frame, _frameValues, frame);
        }
    }

    /// <param name="lockFrame">Index of the frame whose first argument is the lock waited for; -1 when there is none.</param>
    public int Group(GroupKey key, out int lockFrame)
    {
        var numbers = key.Numbers;
        var hash = LineHash.Of(numbers);
        lock (_lock)
        {
            var group = Find(numbers, ref hash);
            if (group < 0) group = Add(key, numbers, hash);
            lockFrame = _lockFrames[group];
            return group;
        }
    }

    // Two groups with one hash lie one behind the other.
    private int Find(ReadOnlySpan<int> numbers, ref ulong hash)
    {
        for (; _groups.TryGet(hash, out var group); hash++)
        {
            if (numbers.SequenceEqual(_groupNumbers[(int)group])) return (int)group;
        }
        return -1;
    }

    private int Add(GroupKey key, ReadOnlySpan<int> numbers, ulong hash)
    {
        if (_values.Count > limits.MaxGroups)
        {
            Overflowed = true;
            return Overflow;
        }
        _groups.Add(hash, _values.Count);
        _groupNumbers.Add(numbers.ToArray());
        _values.Add(Value(key));
        _lockFrames.Add(LockFrame(_values[^1].Stack));
        return _values.Count - 1;
    }

    private static int Number<TKey, TValue>(Dictionary<TKey, int> numbers, TKey key, List<TValue> values, TValue value) where TKey : notnull
    {
        if (numbers.TryGetValue(key, out var number)) return number;
        numbers.Add(key, values.Count);
        values.Add(value);
        return values.Count - 1;
    }

    private string Shared(string name)
    {
        if (_names.TryGetValue(name, out var shared)) return shared;
        _names.Add(name, name);
        return name;
    }

    private GoroutineGroup Value(GroupKey key)
    {
        var state = _stateTexts[key.State];
        return new()
        {
            Count = 0,
            State = new(state.Replace(" (leaked)", "", StringComparison.Ordinal).Replace(" (scan)", "", StringComparison.Ordinal)),
            Leaked = state.Contains(" (leaked)", StringComparison.Ordinal),
            LockedToThread = key.LockedToThread,
            SynctestBubble = key.SynctestBubble < 0 ? null : key.SynctestBubble,
            Labels = ImmutableCollectionsMarshal.AsImmutableArray(_labelSets[key.Labels]),
            Stack = Stack(key.Frames, key.Elided, key.ElidedAt),
            CreatedBy = key.Creator < 0 ? null : _frameValues[key.Creator],
            Ancestors = Ancestors(key.Ancestors),
        };
    }

    private CallStack Stack(ReadOnlySpan<int> frames, int elided, int elidedAt)
    {
        var values = new Frame[frames.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _frameValues[frames[i]];
        return new(ImmutableCollectionsMarshal.AsImmutableArray(values), elided, elidedAt);
    }

    private ImmutableArray<Ancestor> Ancestors(IReadOnlyList<AncestorKey> ancestors) =>
        [.. ancestors.Select(key => new Ancestor(key.Id, Stack(key.Frames, key.Elided, key.ElidedAt), key.Creator < 0 ? null : _frameValues[key.Creator]))];

    private static int LockFrame(CallStack stack)
    {
        for (var i = 0; i < Math.Min(stack.Frames.Length, FirstArguments.Count); i++)
        {
            if (LockFunctions.Contains(stack.Frames[i].Function)) return i;
        }
        return -1;
    }
}
