using System.Diagnostics.CodeAnalysis;
using Unpark.Collectors.Http;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Monitor.Targets;

/// <summary>An address and its labels -> the target they become under the rules of their group.</summary>
internal static class TargetMaker
{
    /// <summary>Of one answer: a profile of 200,000 stacks takes a tenth of it, a traceback is cut where it ends.</summary>
    private const long MaxBytes = 64L << 20;

    /// <param name="target">Null: a rule drops it, or it has an error.</param>
    /// <param name="error">Why the address is none; null when a rule drops it.</param>
    public static bool TryMake(ScrapeGroup group, string address, LabelSet labels, [NotNullWhen(true)] out MonitoredTarget? target, out string? error)
    {
        (target, error) = (null, null);
        if (Relabeled(group, Labeled(group, address, labels)) is not { } final) return false;
        if (!Target.TryParse(AddressOf(final), out var asked, out var problem))
        {
            error = $"{WithoutCredentials(final[LabelNames.Address])}: {problem}";
            return false;
        }
        target = MakeOf(group, final, asked);
        return true;
    }

    private static LabelSet Labeled(ScrapeGroup group, string address, LabelSet labels) => LabelSet.Empty
        .With(LabelNames.Job, group.Job)
        .With(LabelNames.Scheme, group.Scheme)
        .With(LabelNames.Path, group.Path)
        .With(labels)
        .With(LabelNames.Address, address);

    private static LabelSet? Relabeled(ScrapeGroup group, LabelSet labels)
    {
        foreach (var rule in group.Relabel)
        {
            if (rule.Apply(labels) is not { } next) return null;
            labels = next;
        }
        return labels[LabelNames.Address].Length == 0 ? null : labels;
    }

    private static string AddressOf(LabelSet labels)
    {
        var address = labels[LabelNames.Address];
        var isWhole = address.Contains("://", StringComparison.Ordinal) || address.StartsWith("unix:", StringComparison.OrdinalIgnoreCase);
        return isWhole || !HasPort(address) ? address : $"{labels[LabelNames.Scheme]}://{address}";
    }

    // A word without a port is no address of a program; the sentence about it should quote what was written.
    private static bool HasPort(string address) => address.LastIndexOf(':') >= 0;

    private static MonitoredTarget MakeOf(ScrapeGroup group, LabelSet labels, Target asked)
    {
        var kept = labels.Where(name => !name.StartsWith(LabelNames.Hidden, StringComparison.Ordinal));
        if (kept[LabelNames.Instance].Length == 0) kept = kept.With(LabelNames.Instance, asked.Name);
        return new()
        {
            Key = $"{kept[LabelNames.Job]}/{kept[LabelNames.Instance]}",
            Labels = kept,
            Interval = group.Interval,
            AllowStop = group.AllowStop,
            Asked = asked with
            {
                Path = asked.Path.Length > 0 ? asked.Path : labels[LabelNames.Path],
                Profile = null,
                Access = group.Access with { Basic = group.Access.Basic ?? asked.Access.Basic },
                AnswerTimeout = group.Timeout,
                ConnectTimeout = group.Timeout,
                Retries = 0,
                MaxBytes = MaxBytes,
                LongestAnswer = 3 * group.Timeout,
            },
        };
    }

    private static string WithoutCredentials(string address) => address[(address.LastIndexOf('@') + 1)..];
}
