namespace Unpark.Model.Profiles;

/// <param name="frames">Location by location, innermost inlined call first.</param>
internal sealed class LocationColumns(LocationEntry[] locations, int[] frames)
{
    public int Count => locations.Length;

    public ulong Address(int location) => locations[location].Address;

    public ReadOnlySpan<int> Frames(int location)
    {
        var start = location == 0 ? 0 : locations[location - 1].FrameEnd;
        return new(frames, start, locations[location].FrameEnd - start);
    }
}

/// <param name="Address">0 where there is none.</param>
/// <param name="FrameEnd">Where its frames end; they begin where those of the location before end.</param>
internal readonly record struct LocationEntry(ulong Address, int FrameEnd);
