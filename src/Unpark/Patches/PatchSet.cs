using System.Collections.Immutable;
using System.Text;
using Unpark.Findings;
using Unpark.Source;

namespace Unpark.Patches;

/// <summary>The patches of a report together: findings of one fault have one patch, and of two that change the same lines the worse finding's counts.</summary>
public sealed record PatchSet
{
    /// <summary>Findings with a patch, worst first; several may be mended by one and the same, and those of one deadlock by that of the first.</summary>
    public required ImmutableArray<Finding> Mended { get; init; }

    /// <summary>Findings whose patch would change what another's changes: mend the others first.</summary>
    public required ImmutableArray<Finding> InTheWay { get; init; }

    /// <summary>In the order of their paths.</summary>
    public required ImmutableArray<PatchedFile> Files { get; init; }

    public static PatchSet Of(IEnumerable<Finding> findings, ISourceFiles files)
    {
        var (mended, inTheWay, edits) = (new List<Finding>(), new List<Finding>(), new HashSet<SourceEdit>());
        foreach (var finding in findings.Where(finding => finding.Patch is not null))
        {
            var patch = finding.Patch!;
            if (patch.Edits.All(edits.Contains) || mended.Exists(other => IsSameFault(finding, other))) mended.Add(finding);
            else if (patch.Edits.Any(edit => edits.Any(other => other != edit && Touch(edit, other)))) inTheWay.Add(finding);
            else
            {
                mended.Add(finding);
                edits.UnionWith(patch.Edits);
            }
        }
        return new()
        {
            Mended = [.. mended],
            InTheWay = [.. inTheWay],
            Files = [.. edits.GroupBy(edit => edit.File, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => Apply(same.Key, same, files)).OfType<PatchedFile>()],
        };
    }

    // Of goroutines that wait for each other one change is enough.
    private static bool IsSameFault(Finding one, Finding other) => one.Picture is not null && ReferenceEquals(one.Picture, other.Picture);

    private static bool Touch(SourceEdit one, SourceEdit other) =>
        one.File == other.File && one.Start.Offset <= other.End.Offset && other.Start.Offset <= one.End.Offset;

    private static PatchedFile? Apply(string path, IEnumerable<SourceEdit> edits, ISourceFiles files)
    {
        if (files.Read(path) is not { } bytes) return null;
        using var after = new MemoryStream();
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start.Offset))
        {
            after.Write(bytes.Span[at..edit.Start.Offset]);
            after.Write(Encoding.UTF8.GetBytes(edit.NewText));
            at = edit.End.Offset;
        }
        after.Write(bytes.Span[at..]);
        return new(path, Encoding.UTF8.GetString(bytes.Span), Encoding.UTF8.GetString(after.ToArray()));
    }
}
