using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>What stands above every table over a profile.</summary>
/// <param name="File">Base name of the program; empty when unknown.</param>
/// <param name="Comments">Those meant for people: not beginning with "#".</param>
public sealed record ProfileHeading(string File, string BuildId, SampleType Type, DateTimeOffset? TakenAt, TimeSpan? Duration, ImmutableArray<string> Comments)
{
    public static ProfileHeading Of(Profile profile, int sampleType)
    {
        var program = profile.Mappings.IsEmpty ? new Mapping("", "") : profile.Mappings[0];
        return new(
            program.File[(program.File.LastIndexOfAny(['/', '\\']) + 1)..],
            program.BuildId,
            profile.SampleTypes[sampleType],
            profile.TakenAt,
            profile.Duration,
            [.. profile.Comments.Where(comment => !comment.StartsWith('#'))]);
    }
}
