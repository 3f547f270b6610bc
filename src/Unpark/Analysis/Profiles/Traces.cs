using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>The samples of a profile one by one, those the options ask for, as <c>go tool pprof -traces</c> lists them.</summary>
public sealed class Traces
{
    private readonly SampleFilter _filter;

    public Traces(Profile profile, ProfileOptions options, int sampleType)
    {
        (Profile, SampleType, ByLine) = (profile, sampleType, options.GroupingOf(profile) != Grouping.Function);
        Heading = ProfileHeading.Of(profile, sampleType);
        _filter = new(profile, options);
        for (var sample = 0; sample < profile.SampleCount; sample++) Total += Value(sample);
    }

    public ProfileHeading Heading { get; }

    public Profile Profile { get; }

    /// <summary>Index of the value shown.</summary>
    public int SampleType { get; }

    /// <summary>Frames are shown with file and line.</summary>
    public bool ByLine { get; }

    public long Total { get; }

    public bool Shows(int sample) => _filter.Keeps(sample);

    public long Value(int sample) => Profile.Values(sample)[SampleType];
}
