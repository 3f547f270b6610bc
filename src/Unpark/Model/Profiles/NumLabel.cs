namespace Unpark.Model.Profiles;

/// <summary>A number label of a sample, as "bytes" of heap samples.</summary>
/// <param name="Unit">Empty when the profile names none: the key is the unit then.</param>
public sealed record NumLabel(string Key, long Value, string Unit);
