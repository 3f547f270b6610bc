namespace Unpark.Source;

/// <summary>A module whose source is at hand.</summary>
/// <param name="Path">As go.mod names it.</param>
/// <param name="Folder">Where its go.mod lies: absolute, with slashes.</param>
public sealed record SourceModule(string Path, string Folder);
