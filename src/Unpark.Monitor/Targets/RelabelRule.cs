using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Unpark.Monitor.Targets;

/// <summary>One entry of <c>relabel_configs</c>: labels -> labels, or nothing where the target is not wanted.</summary>
/// <remarks>As Prometheus' <c>relabel</c> function (model/relabel/relabel.go, 2.42), with its defaults.</remarks>
internal sealed record RelabelRule
{
    public RelabelAction Action { get; init; }

    public ImmutableArray<string> SourceLabels { get; init; } = [];

    public string Separator { get; init; } = ";";

    /// <summary>Fits the whole of a text.</summary>
    public Regex Pattern { get; init; } = Anchored("(.*)");

    public string TargetLabel { get; init; } = "";

    public string Replacement { get; init; } = "$1";

    public uint Modulus { get; init; }

    /// <returns>Null: the target is dropped.</returns>
    public LabelSet? Apply(LabelSet labels)
    {
        var value = string.Join(Separator, SourceLabels.Select(name => labels[name]));
        return Action switch
        {
            RelabelAction.Keep => Pattern.IsMatch(value) ? labels : null,
            RelabelAction.Drop => Pattern.IsMatch(value) ? null : labels,
            RelabelAction.KeepEqual => labels[TargetLabel] == value ? labels : null,
            RelabelAction.DropEqual => labels[TargetLabel] == value ? null : labels,
            RelabelAction.LabelMap => labels.With([.. labels.Where(Pattern.IsMatch).Select(label => KeyValuePair.Create(Expand(Pattern.Match(label.Key), Replacement), label.Value))]),
            RelabelAction.LabelDrop => labels.Where(name => !Pattern.IsMatch(name)),
            RelabelAction.LabelKeep => labels.Where(Pattern.IsMatch),
            RelabelAction.HashMod => labels.With(TargetLabel, (LastBytesOfHash(value) % Modulus).ToString(CultureInfo.InvariantCulture)),
            RelabelAction.Lowercase => labels.With(TargetLabel, value.ToLowerInvariant()),
            RelabelAction.Uppercase => labels.With(TargetLabel, value.ToUpperInvariant()),
            _ => Replace(labels, value),
        };
    }

    /// <summary>Time that grows with the text only: patterns are the user's, and the texts may come from anywhere.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    /// <exception cref="NotSupportedException">It looks back or ahead, which Prometheus' patterns cannot either.</exception>
    public static Regex Anchored(string pattern) => new($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private LabelSet Replace(LabelSet labels, string value)
    {
        var match = Pattern.Match(value);
        if (!match.Success) return labels;
        var name = Expand(match, TargetLabel);
        return LabelNames.IsValid(name) ? labels.With(name, Expand(match, Replacement)) : labels;
    }

    private static string Expand(Match match, string template) => template.Contains('$', StringComparison.Ordinal) ? match.Result(template) : template;

    // The last 8 bytes of the MD5, as Prometheus takes them, so that both put a target into the same shard.
    private static ulong LastBytesOfHash(string value)
    {
#pragma warning disable CA5351 // keeps no secret: it spreads targets
        var hash = MD5.HashData(Encoding.UTF8.GetBytes(value));
#pragma warning restore CA5351
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8));
    }
}
