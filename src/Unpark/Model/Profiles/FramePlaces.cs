namespace Unpark.Model.Profiles;

/// <summary>What the locations of a profile's samples stand for.</summary>
internal sealed record FramePlaces(LocationColumns Locations, FrameColumns Frames);
