using System.Runtime.InteropServices;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Traces;

/// <summary>The stacks of a trace that somebody asked for; equal frames and stacks are one object.</summary>
/// <remarks>
/// A reference to a stack is <see cref="None"/>, an index here, or, as long as its generation is being read, the negative of
/// an id of that generation (<see cref="Refer"/>). Few of the stacks in a trace are ever looked at, so ids are turned into
/// indexes only for goroutines that outlive their generation.
/// </remarks>
internal sealed class TraceStacks(ReaderLimits limits)
{
    public const int None = -1;

    private readonly Utf8Table<string> _names = new();
    private readonly Utf8Table<int> _frameIds = new();
    private readonly Utf8Table<int> _stackIds = new();
    private readonly List<Frame> _frames = [];
    private readonly List<CallStack> _stacks = [];
    private byte[] _frame = new byte[512];

    public CallStack this[int stack] => stack < 0 ? CallStack.Empty : _stacks[stack];

    public static int Refer(ulong id) => id is 0 or > int.MaxValue - 2 ? None : -2 - (int)id;

    public static bool IsReference(int stack) => stack < None;

    public static ulong IdOf(int reference) => (ulong)(-2 - (long)reference);

    /// <param name="frames">Ids from <see cref="Frame"/>, leaf first.</param>
    public int Stack(ReadOnlySpan<int> frames)
    {
        var key = MemoryMarshal.AsBytes(frames);
        if (_stackIds.TryGet(key, out var id)) return id;
        if (_stacks.Count >= limits.MaxGroups) return None;
        _stackIds.Add(key, id = _stacks.Count);
        _stacks.Add(new([.. frames.ToArray().Select(frame => _frames[frame])]));
        return id;
    }

    public int Frame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> file, ulong line)
    {
        var number = line <= int.MaxValue ? (int)line : 0;
        var length = function.Length + file.Length + (2 * sizeof(int));
        if (_frame.Length < length) Array.Resize(ref _frame, length * 2);
        var key = _frame.AsSpan(0, length);
        MemoryMarshal.Write(key, function.Length);
        MemoryMarshal.Write(key[sizeof(int)..], number);
        function.CopyTo(key[(2 * sizeof(int))..]);
        file.CopyTo(key[((2 * sizeof(int)) + function.Length)..]);

        if (_frameIds.TryGet(key, out var id)) return id;
        _frameIds.Add(key, id = _frames.Count);
        _frames.Add(new(Name(function), Name(file), number));
        return id;
    }

    private string Name(ReadOnlySpan<byte> bytes)
    {
        if (_names.TryGet(bytes, out var name)) return name;
        _names.Add(bytes, name = Encoding.UTF8.GetString(bytes));
        return name;
    }
}
