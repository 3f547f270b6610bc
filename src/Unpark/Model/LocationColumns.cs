namespace Unpark.Model;

/// <param name="addresses">0 where there is none.</param>
/// <param name="frames">Location by location, innermost inlined call first.</param>
/// <param name="frameStarts">Where the frames of a location begin; one entry more than locations.</param>
internal sealed class LocationColumns(ulong[] addresses, int[] frames, int[] frameStarts)
{
    public int Count => frameStarts.Length - 1;

    public ulong[] Addresses => addresses;

    public ReadOnlySpan<int> Frames(int location) => frames.AsSpan(frameStarts[location]..frameStarts[location + 1]);
}
