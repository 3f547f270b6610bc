namespace Unpark.Model;

/// <summary>Something in the evidence that was not as expected, and what was done about it.</summary>
/// <param name="Source">File name or address.</param>
/// <param name="Position">"line 1841", "byte 5120", "sample 17"; null when it concerns the whole.</param>
/// <param name="Message">What was expected, what was found, what was done: "expected ..., found ...; ... left out".</param>
/// <param name="Fatal">Nothing could be read from the source.</param>
public sealed record Diagnostic(string Source, string? Position, string Message, bool Fatal = false)
{
    public override string ToString() => Position is null ? $"{Source}: {Message}" : $"{Source}: {Position}: {Message}";
}
