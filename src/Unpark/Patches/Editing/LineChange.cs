namespace Unpark.Patches.Editing;

/// <summary>Lines that stand in place of others.</summary>
/// <param name="Before">Index of the first line of before, from 0.</param>
/// <param name="Removed">How many lines of before go.</param>
/// <param name="After">Index of the first line of after, from 0.</param>
/// <param name="Added">How many lines of after come.</param>
public readonly record struct LineChange(int Before, int Removed, int After, int Added);
