using System.Collections.Immutable;
using System.Globalization;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>What CockroachDB's <c>debug=3</c> says of one goroutine in the labels of its sample.</summary>
/// <param name="Labels">The program's own.</param>
/// <remarks>Source: cockroachdb/go #12, cockroachdb/cockroach #159343 and #160798.</remarks>
internal readonly record struct GoroutineLabels(Goroutine Goroutine, WaitReason? State, bool Leaked, ImmutableArray<Label> Labels)
{
    private const string Prefix = "go::goroutine";
    private const string Id = Prefix, CreatedBy = Prefix + "_created_by", StateKey = Prefix + "_state", WaitMinutes = Prefix + "_wait_minutes";

    public static bool Has(Profile profile, int sample) =>
        profile.HasLabels(sample) && (profile.Labels(sample).Any(label => label.Key == Id) || profile.NumLabels(sample).Any(label => label.Key == Id));

    public static GoroutineLabels Of(Profile profile, int sample)
    {
        long id = 0, creator = 0, minutes = 0;
        string? state = null;
        var own = new List<Label>();
        foreach (var label in profile.NumLabels(sample)) Take(label.Key, label.Value);
        foreach (var label in profile.Labels(sample))
        {
            if (!label.Key.StartsWith(Prefix, StringComparison.Ordinal)) own.Add(label);
            else if (label.Key == StateKey) state = label.Value;
            else if (long.TryParse(label.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) Take(label.Key, number);
        }
        var leaked = state?.Contains(LeakMark, StringComparison.Ordinal) ?? false;
        return new(new(id, creator, 0, (int)Math.Clamp(minutes, 0, int.MaxValue)), StateOf(state), leaked, Label.Sorted(own));

        void Take(string key, long value)
        {
            if (key == Id) id = value;
            if (key == CreatedBy) creator = value;
            if (key == WaitMinutes) minutes = value;
        }
    }

    private const string LeakMark = " (leaked)";

    private static WaitReason? StateOf(string? text) =>
        string.IsNullOrEmpty(text) ? null : new WaitReason(text.Replace(LeakMark, "", StringComparison.Ordinal).Replace(" (scan)", "", StringComparison.Ordinal));
}
