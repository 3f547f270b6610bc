namespace Unpark.Knowledge.Traces;

/// <summary>How the events of formats 1.22 and later stand on the wire.</summary>
internal static class TraceWire
{
    /// <summary>Numbers that follow the type of an event with a time, <c>dt</c> included, by type; 0 for all other types.</summary>
    /// <remarks>The arguments of <see cref="TraceEvent"/>, counted.</remarks>
    public static ReadOnlySpan<byte> Numbers =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 1, 4, 3, 4, 2,
        3, 1, 1, 3, 3, 4, 3, 1, 1, 4, 3, 1, 2, 3, 2, 2,
        2, 3, 2, 2, 1, 2, 2, 2, 5, 3, 4, 4, 5, 3, 3, 4,
        5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        4, 4, 2, 3, 3, 2, 3, 3, 2,
    ];
}
