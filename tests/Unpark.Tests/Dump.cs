using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests;

/// <summary>Snapshots in a line of text each, for tests of what is concluded from them.</summary>
internal static class Dump
{
    /// <param name="stack">Leaf first: "net.(*conn).Read net/net.go:196 &lt; main.read /app/main.go:12".</param>
    /// <param name="createdBy">"main.main /app/main.go:5"</param>
    /// <param name="minutes">One entry for each goroutine with a printed wait.</param>
    public static GoroutineGroup Group(
        long count, string state, string stack, string? createdBy = null, int[]? minutes = null, long[]? ids = null, bool leaked = false, ulong waitsOn = 0) => new()
        {
            Count = count,
            State = new(state),
            Stack = Stack(stack),
            CreatedBy = createdBy is null ? null : Frame(createdBy),
            Leaked = leaked,
            Goroutines = [.. (ids ?? []).Select((id, index) => new Goroutine(id, WaitsOn: waitsOn, Minutes: minutes is null ? 0 : minutes[Math.Min(index, minutes.Length - 1)]))],
            Waits = [.. (minutes ?? []).GroupBy(minute => minute).OrderBy(same => same.Key).Select(same => (same.Key, same.LongCount()))],
        };

    public static CallStack Stack(string text) => new([.. text.Split(" < ", StringSplitOptions.RemoveEmptyEntries).Select(Frame)]);

    public static Frame Frame(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length == 1) return new(parts[0], "", 0);
        var colon = parts[1].LastIndexOf(':');
        return new(parts[0], parts[1][..colon], int.Parse(parts[1][(colon + 1)..]));
    }

    public static Snapshot Traceback(params GoroutineGroup[] groups) => Snapshot(EvidenceKind.Traceback, groups);

    public static Snapshot Profile(params GoroutineGroup[] groups) => Snapshot(EvidenceKind.Profile, groups);

    public static Snapshot LeakProfile(params GoroutineGroup[] groups) =>
        Snapshot(EvidenceKind.LeakProfile, [.. groups.Select(group => group with { Leaked = true })]);

    public static Snapshot Crash(CrashKind kind, string message, params GoroutineGroup[] groups) =>
        Snapshot(EvidenceKind.Crash, groups) with { Crash = new(kind, message, []) };

    public static Snapshot Snapshot(EvidenceKind kind, params GoroutineGroup[] groups) =>
        new() { Source = "/evidence/dump", Kind = kind, Groups = [.. groups.OrderByDescending(group => group.Count)], Total = groups.Sum(group => group.Count) };

    public static Snapshot At(this Snapshot snapshot, int second) =>
        snapshot with { TakenAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(second) };

    public static Reading Reading(params Snapshot[] snapshots) => new() { Source = "/evidence/dump", Format = "dump", Snapshots = [.. snapshots] };

    /// <summary>A moment for each snapshot.</summary>
    public static ImmutableArray<Moment> Moments(params Snapshot[] snapshots) => [.. snapshots.Select(snapshot => new Moment([snapshot]))];

    /// <summary>A profile every ten seconds in which one site has the given counts beside a steady one.</summary>
    public static ImmutableArray<Moment> Series(string state, string stack, params long[] counts) =>
        Moments([.. counts.Select((count, index) => Profile(
            Group(count, state, stack),
            Group(8, "chan receive", "main.worker /app/pool.go:30")).At(index * 10))]);
}
