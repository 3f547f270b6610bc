using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Analysis.Series;

/// <summary>Goroutines that wait at one line, were started at one place, and were not there at the baseline.</summary>
public sealed record NewGoroutines
{
    public required long Count { get; init; }

    public required WaitReason State { get; init; }

    public Site? Site { get; init; }

    /// <summary>The <c>go</c> statement, seen through helpers; null where the evidence has none.</summary>
    public Frame? CreatedBy { get; init; }

    public required CallStack Stack { get; init; }

    /// <summary>Smallest first; empty when both sides were compared by counts.</summary>
    public ImmutableArray<long> Ids { get; init; } = [];

    /// <summary>Why nobody need worry: "idle connection", "background goroutine of os/signal"; null for all others.</summary>
    public string? Expected { get; init; }

    /// <summary>Runs, sleeps, or waits for something outside the program: may be gone at the next look.</summary>
    public bool MayEndByItself { get; init; }

    /// <summary>"20 x chan send at main.send /app/order.go:52, created by main.handle /app/order.go:40"</summary>
    public override string ToString() =>
        $"{Count} x {State} at {Site?.ToString() ?? "an unknown place"}{(CreatedBy is null ? "" : $", created by {CreatedBy}")}";
}
