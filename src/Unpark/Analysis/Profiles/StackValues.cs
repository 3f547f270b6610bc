using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>Values of two profiles by stack: a table of numbers, because each can hold hundreds of thousands of stacks.</summary>
internal sealed class StackValues
{
    private readonly ulong[] _keys;
    private readonly long[] _before;
    private readonly long[] _after;

    /// <param name="capacity">Stacks of both together at most.</param>
    public StackValues(int capacity)
    {
        var length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity + capacity / 2));
        (_keys, _before, _after) = (new ulong[length], new long[length], new long[length]);
    }

    public void Add(Column<StackValue> stacks, bool after)
    {
        var values = after ? _after : _before;
        for (var i = 0; i < stacks.Count; i++) values[PlaceOf(stacks[i].Stack)] += stacks[i].Value;
    }

    public StackChanges Compare()
    {
        int came = 0, went = 0, grew = 0, shrank = 0, same = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] == 0) continue;
            var (before, after) = (_before[i], _after[i]);
            if (before == after) same++;
            else if (before == 0) came++;
            else if (after == 0) went++;
            else if (after > before) grew++;
            else shrank++;
        }
        return new(came, went, grew, shrank, same);
    }

    // A key of 0 marks a free place.
    private int PlaceOf(ulong key)
    {
        key |= 1;
        var mask = _keys.Length - 1;
        var place = (int)(key >> 24) & mask;
        while (_keys[place] != key)
        {
            if (_keys[place] == 0) _keys[place] = key;
            else place = (place + 1) & mask;
        }
        return place;
    }
}

/// <param name="Stack">Key of <see cref="StackHashes"/>.</param>
internal readonly record struct StackValue(ulong Stack, long Value);
