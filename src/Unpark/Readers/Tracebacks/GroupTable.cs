using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks;

/// <summary>Every distinct state, label set, frame and group of one text, each made once and known by its number from then on.</summary>
/// <remarks>Shared by all parsers, which keep caches of their own and come here only with what is new to them.</remarks>
internal sealed class GroupTable(ReaderLimits limits)
{
    /// <summary>The group of everything beyond <see cref="ReaderLimits.MaxGroups"/>.</summary>
    private const int Overflow = 0;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<Frame, int> _frames = [];
    private readonly Dictionary<int[], int> _groups = new(GroupKey.Comparer);
    private readonly List<string> _stateTexts = [];
    private readonly List<ImmutableArray<Label>> _labelSets = [[]];
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
        lock (_lock) return Number(_labels, key, _labelSets, labels);
    }

    public int Frame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> file, int line, bool inlined)
    {
        var functionName = FunctionText.Canonical(Encoding.UTF8.GetString(function));
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
        lock (_lock)
        {
            var lookup = _groups.GetAlternateLookup<ReadOnlySpan<int>>();
            if (!lookup.TryGetValue(numbers, out var group))
            {
                group = _values.Count;
                if (group > limits.MaxGroups)
                {
                    Overflowed = true;
                    group = Overflow;
                }
                else Add(lookup, numbers, key);
            }
            lockFrame = _lockFrames[group];
            return group;
        }
    }

    private void Add(Dictionary<int[], int>.AlternateLookup<ReadOnlySpan<int>> lookup, ReadOnlySpan<int> numbers, GroupKey key)
    {
        lookup[numbers] = _values.Count;
        var value = Value(key);
        _values.Add(value);
        _lockFrames.Add(LockFrame(value.Stack));
    }

    private static int Number<TKey, TValue>(Dictionary<TKey, int> numbers, TKey key, List<TValue> values, TValue value) where TKey : notnull
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key, out var exists);
        if (!exists)
        {
            number = values.Count;
            values.Add(value);
        }
        return number;
    }

    private string Shared(string name)
    {
        ref var shared = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, name, out _);
        return shared ??= name;
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
            Labels = _labelSets[key.Labels],
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
