namespace Unpark.Patches;

/// <summary>A source file without and with its patches.</summary>
/// <param name="Path">Where it lies on this machine.</param>
public sealed record PatchedFile(string Path, string Before, string After);
