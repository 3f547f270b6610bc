using System.Collections.Immutable;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What silence means: whether the program or test had finished its work when the evidence was taken.</summary>
/// <param name="IsOver">What remains of the user's is then suspect; in a running service it is normal until something shows otherwise.</param>
/// <param name="Reason">How that was read off the evidence.</param>
internal sealed record Setting(bool IsOver, string Reason)
{
    /// <summary>That the work is over is a guess: what remains is suspected, not likely, to be left behind.</summary>
    public bool IsGuess { get; private init; }

    /// <summary>A crash in the middle of work shows a program as it ran: only a deadlock and the end of tests mean that work is over.</summary>
    public static Setting Of(ImmutableArray<Moment> moments)
    {
        var snapshots = moments.SelectMany(moment => moment.Snapshots).ToList();
        if (snapshots.LastOrDefault(snapshot => snapshot.Crash is not null)?.Crash is { } crash && ReasonOf(crash) is { } reason) return new(true, reason);
        if (snapshots.Any(RunsTests)) return new(true, "goroutine 1 runs the main function of package testing");
        if (moments.Length == 1 && snapshots.Exists(LooksAtItself)) return new(true, AtItsEnd) { IsGuess = true };
        return snapshots.Exists(snapshot => snapshot.Crash is not null)
            ? new(false, "the program died in the middle of its work: its goroutines are those of a running program")
            : new(false, "nothing shows a test or the end of the program");
    }

    private const string AtItsEnd =
        "main itself wrote this, once, and neither a listener nor a signal handler is at work: taken for the last act of a program; if it runs on, say --context live";

    private static string? ReasonOf(Crash crash) => crash.Kind switch
    {
        CrashKind.TestTimeout => "a test ran into its time limit",
        CrashKind.SynctestDeadlock => "a synctest bubble could not end",
        CrashKind.Deadlock => "the runtime stopped the program: no goroutine could go on",
        _ => null,
    };

    // In a traceback of all goroutines only the one that asked for it is running.
    private static bool LooksAtItself(Snapshot snapshot)
    {
        if (snapshot.Kind is EvidenceKind.Crash or EvidenceKind.Trace) return false;
        var byMain = false;
        foreach (var group in snapshot.Groups)
        {
            if (ServiceFrames.Serves(group.Stack)) return false;
            byMain |= MainGoroutine.Is(group) && ((snapshot.Kind == EvidenceKind.Traceback && group.State == WaitReason.Running) || group.Stack.Frames.Any(frame => EvidenceWriters.Writes(frame.Function)));
        }
        return byMain;
    }

    private static bool RunsTests(Snapshot snapshot) =>
        snapshot.Groups.Any(group => group.CreatedBy is null && group.Stack.Frames.Any(frame => TestFrames.IsMain(frame)));
}
