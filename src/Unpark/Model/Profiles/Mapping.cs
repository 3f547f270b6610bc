namespace Unpark.Model.Profiles;

/// <summary>A file mapped into the program: the program itself, or a library.</summary>
/// <param name="File">As in <c>/proc/self/maps</c>; empty when unknown.</param>
/// <param name="BuildId">The GNU build id; Go writes one from 1.24 on. Empty when there is none.</param>
public sealed record Mapping(string File, string BuildId);
