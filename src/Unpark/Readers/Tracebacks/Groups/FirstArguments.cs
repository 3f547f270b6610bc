using System.Runtime.CompilerServices;

namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>The first arguments of the innermost frames of a goroutine: one of them may be the lock it waits for.</summary>
[InlineArray(Count)]
internal struct FirstArguments
{
    /// <summary>At level system six frames of the runtime stand above the lock's.</summary>
    public const int Count = 8;

    private ulong _first;
}
