using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>The frame of a sample that is its site, found as <see cref="SiteFinder"/> finds it, but over the numbers of a profile.</summary>
internal sealed class SiteFrames(Profile profile)
{
    private readonly FrameFacts?[] _facts = new FrameFacts?[profile.FrameCount];

    /// <returns>-1 for an empty stack, and for one without symbols.</returns>
    public int Of(int sample)
    {
        KnownGoroutine? known = null;
        var leaf = -1;
        foreach (var location in profile.Locations(sample))
        {
            foreach (var frame in profile.Frames(location))
            {
                var facts = Facts(frame);
                if (facts.IsUsers) return frame;
                known = facts.Known ?? known;
                if (leaf < 0) leaf = frame;
            }
        }
        return leaf < 0 ? -1 : OfLibrary(sample, known, leaf);
    }

    private int OfLibrary(int sample, KnownGoroutine? known, int leaf)
    {
        var (third, standard) = (-1, -1);
        foreach (var location in profile.Locations(sample))
        {
            foreach (var frame in profile.Frames(location))
            {
                var facts = Facts(frame);
                if (known is not null && facts.Known == known) return frame;
                if (third < 0 && facts is { Origin: FrameOrigin.ThirdParty, IsHelper: false }) third = frame;
                if (facts.Origin == FrameOrigin.Standard) standard = frame;
            }
        }
        return third >= 0 ? third : standard >= 0 ? standard : leaf;
    }

    private FrameFacts Facts(int frame) => _facts[frame] ??= FrameFacts.Of(profile.Frame(frame));
}
