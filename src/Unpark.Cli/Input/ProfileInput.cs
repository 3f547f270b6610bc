using Unpark.Analysis.Profiles;
using Unpark.Cli.Syntax;
using Unpark.Collectors;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Cli.Input;

/// <summary>The words that name evidence -> the profile each of them holds; a dump counts as one.</summary>
internal static class ProfileInput
{
    /// <exception cref="EvidenceException">One of them could not be read or reached, or holds no samples.</exception>
    public static IReadOnlyList<Profile> Take(Invocation call, IReadOnlyList<string> words, TargetOptions targets) =>
        [.. EvidenceInput.TakeEach(call, words, targets).Select((collection, i) => ProfileOf(collection, words[i], call))];

    private static Profile ProfileOf(Collection collection, string word, Invocation call)
    {
        foreach (var diagnostic in collection.Diagnostics.Concat(collection.Readings.SelectMany(reading => reading.Diagnostics))) call.Warn(diagnostic.ToString());
        var profiles = collection.Readings.Where(reading => reading.Profile is not null).ToList();
        if (profiles.Count > 1) call.Warn($"{word} holds {profiles.Count} profiles; shown is the last, {profiles[^1].Source}");
        return profiles.Count > 0 ? profiles[^1].Profile! : SnapshotProfile.Of(SnapshotOf(collection, word, call));
    }

    private static Snapshot SnapshotOf(Collection collection, string word, Invocation call)
    {
        var snapshots = collection.Readings.SelectMany(reading => reading.Snapshots).ToList();
        if (snapshots.Count == 0) throw new EvidenceException($"{word}: expected a profile or a goroutine dump, found {string.Join(", ", collection.Readings.Select(reading => reading.Format))}; 'unpark {word}' may say more");
        if (snapshots.Count > 1) call.Warn($"{word} holds {snapshots.Count} dumps; shown is the last{(snapshots[^1].Line > 0 ? $", from line {snapshots[^1].Line}" : "")}");
        return snapshots[^1];
    }
}
