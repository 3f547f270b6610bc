namespace Unpark.GoSyntax.Positions;

/// <summary>A place as people and compilers write it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 1.</param>
/// <param name="Offset">In bytes from the start of the file, from 0.</param>
public readonly record struct Position(int Line, int Column, int Offset)
{
    public override string ToString() => $"{Line}:{Column}";
}
