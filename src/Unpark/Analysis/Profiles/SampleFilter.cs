using System.Text.RegularExpressions;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>Keeps the samples that the options ask for; a pattern is tried once for each distinct frame.</summary>
internal sealed class SampleFilter
{
    private readonly Profile _profile;
    private readonly bool[]? _focus;
    private readonly bool[]? _ignore;

    public SampleFilter(Profile profile, ProfileOptions options) =>
        (_profile, _focus, _ignore) = (profile, Matches(profile, options.Focus), Matches(profile, options.Ignore));

    public bool Keeps(int sample) => (_focus is null || Any(sample, _focus)) && (_ignore is null || !Any(sample, _ignore));

    private bool Any(int sample, bool[] ofLocation)
    {
        foreach (var location in _profile.Locations(sample))
        {
            if (ofLocation[location]) return true;
        }
        return false;
    }

    private static bool[]? Matches(Profile profile, Regex? pattern)
    {
        if (pattern is null) return null;
        var ofFrame = new bool[profile.FrameCount];
        for (var i = 0; i < ofFrame.Length; i++)
        {
            var frame = profile.Frame(i);
            ofFrame[i] = pattern.IsMatch(frame.Function) || pattern.IsMatch(frame.File);
        }
        var ofLocation = new bool[profile.LocationCount];
        for (var i = 0; i < ofLocation.Length; i++)
        {
            foreach (var frame in profile.Frames(i)) ofLocation[i] |= ofFrame[frame];
        }
        return ofLocation;
    }
}
