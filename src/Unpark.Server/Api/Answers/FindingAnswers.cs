using System.Collections.Immutable;
using System.Text.Json;

namespace Unpark.Server.Api.Answers;

/// <summary>A finding's life, and the whole of it.</summary>
internal sealed record FindingAnswer : FindingSummary
{
    public FindingAnswer(FindingSummary summary)
        : base(summary)
    {
    }

    /// <summary>As in the JSON report: stack, reasons, fix.</summary>
    public required JsonElement Finding { get; init; }

    public required ImmutableArray<EventAnswer> Events { get; init; }

    public required ImmutableArray<SnapshotInfo> Snapshots { get; init; }
}
