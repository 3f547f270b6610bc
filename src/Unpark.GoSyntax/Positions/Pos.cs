namespace Unpark.GoSyntax.Positions;

/// <summary>A place in one file. <see cref="SourceText.PositionOf"/> gives line and column.</summary>
public readonly record struct Pos : IComparable<Pos>
{
    // One more than the offset, so that the default is no place at all.
    private readonly int _next;

    /// <param name="offset">In bytes, from 0.</param>
    public Pos(int offset) => _next = offset + 1;

    /// <summary>No place: of a token that the source does not have.</summary>
    public static Pos None => default;

    public bool IsValid => _next != 0;

    /// <summary>In bytes, from 0; -1 for <see cref="None"/>.</summary>
    public int Offset => _next - 1;

    public static Pos operator +(Pos pos, int bytes) => pos.IsValid ? new(pos.Offset + bytes) : pos;

    public static bool operator <(Pos left, Pos right) => left._next < right._next;

    public static bool operator >(Pos left, Pos right) => left._next > right._next;

    public static bool operator <=(Pos left, Pos right) => left._next <= right._next;

    public static bool operator >=(Pos left, Pos right) => left._next >= right._next;

    public static Pos Add(Pos left, int right) => left + right;

    public int CompareTo(Pos other) => _next.CompareTo(other._next);

    public override string ToString() => IsValid ? $"byte {Offset}" : "nowhere";
}
