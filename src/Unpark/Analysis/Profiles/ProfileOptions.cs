using System.Text.RegularExpressions;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>What somebody who looks at a profile may choose.</summary>
public sealed record ProfileOptions
{
    public static ProfileOptions Default { get; } = new();

    /// <summary>Null: sites for goroutines, functions for everything else.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>Name of a sample type ("alloc_space") or its number from 0; null for the profile's default.</summary>
    public string? SampleType { get; init; }

    /// <summary>Keep only samples with a frame whose function or file matches.</summary>
    public Regex? Focus { get; init; }

    /// <summary>Leave out samples with a frame whose function or file matches.</summary>
    public Regex? Ignore { get; init; }

    public Grouping GroupingOf(Profile profile) =>
        Grouping ?? (profile.Name is ProfileNames.Goroutine or ProfileNames.GoroutineLeak ? Profiles.Grouping.Site : Profiles.Grouping.Function);

    /// <summary>Index of the chosen sample type; -1 when the profile has none of that name.</summary>
    public int SampleTypeOf(Profile profile)
    {
        if (SampleType is null) return profile.DefaultSampleType;
        for (var i = 0; i < profile.SampleTypes.Length; i++)
        {
            if (profile.SampleTypes[i].Type == SampleType) return i;
        }
        return int.TryParse(SampleType, System.Globalization.NumberStyles.None, null, out var index) && index < profile.SampleTypes.Length ? index : -1;
    }
}
