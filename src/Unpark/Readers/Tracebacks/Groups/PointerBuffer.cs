using Unpark.Model;
using Unpark.Readers.Tracebacks.Grammar;

namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>The sure pointers in the arguments of the goroutine being read. Reused for the next.</summary>
internal sealed class PointerBuffer
{
    /// <summary>So many of one goroutine; deeper frames go without.</summary>
    private const int Most = 128;

    private readonly StackPointer[] _pointers = new StackPointer[Most];
    private int _count;

    public void Clear() => _count = 0;

    public void Add(int frame, ReadOnlySpan<byte> arguments)
    {
        if (arguments.Contains((byte)'?') && _count < Most) _pointers[_count++] = StackPointer.UnsureIn(frame);
        for (var position = 0; !arguments.IsEmpty && _count < Most; position++)
        {
            var end = arguments.IndexOf((byte)',');
            if (FrameLine.Pointer(end < 0 ? arguments : arguments[..end]) is > 0 and var pointer) _pointers[_count++] = new(frame, position, pointer);
            arguments = end < 0 ? default : arguments[(end + 1)..];
        }
    }

    public StackPointers? Of(long goroutine) => _count == 0 ? null : new(goroutine, _pointers.AsSpan(0, _count).ToArray());
}
