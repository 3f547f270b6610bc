namespace Unpark.Patches.Editing;

/// <summary>Bytes of a file that are replaced. An insertion has no length.</summary>
/// <param name="Offset">Of the first byte, from 0.</param>
internal sealed record TextChange(int Offset, int Length, string NewText)
{
    public int End => Offset + Length;
}
