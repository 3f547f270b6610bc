using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Lifecycle;

internal sealed class UnexplainedWait : Rule
{
    /// <summary>So many lines are named at most, those where most wait first: a list of all of a large program helps nobody.</summary>
    private const int LinesNamed = 100;

    public override RuleDoc Doc { get; } = new(
        Id: "UP5002",
        Name: "unexplained-wait",
        Class: FindingClass.Lifecycle,
        Title: "Goroutines wait, and one look cannot tell idle from stuck",
        Why: "A worker without work and a goroutine that was forgotten look the same in one traceback: both wait for another goroutine. This is the list of such "
            + "places in the program's own code, as notes, so that a search for a known fault finds its line, state and class. None is an alarm.",
        Confirm: "Look twice, minutes apart (--for 5m, or two tracebacks): what is idle keeps its number, what leaks grows. On Go 1.27 the leak profile proves most leaks.",
        Fix: "Nothing, when the wait is meant. Otherwise give it a way out, and end it where its owner is done.")
    {
        Example = """
            // idle or forgotten? one look cannot tell
            for job := range jobs { do(job) }

            // either way it ends with its owner
            for {
                select {
                case job := <-jobs: do(job)
                case <-ctx.Done(): return
                }
            }
            """,
        MaxConfidence = Confidence.Suspected,
    };

    /// <summary>Knows nothing: gives way to any rule that does.</summary>
    public override int Specificity => -1;

    public override IEnumerable<Finding> Examine(Evidence evidence) => evidence.Sites
        .Where(site => site is { IsUsers: true, Leaked: 0 } && IsOpen(site.Kind) && !IsIdle(evidence, site) && !TestFrames.IsTest(site.Stack))
        .Take(LinesNamed)
        .Select(site => SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, ["only another goroutine of the program can end this wait"]) with
        {
            Unknown = ["whether this is meant: a worker without work looks the same in one look; look again minutes later (--for 5m), or take the leak profile (Go 1.27)"],
        });

    // A nil channel and select {} have rules of their own.
    private static bool IsOpen(WaitKind kind) => kind.IsBlocked() && kind is not (WaitKind.ReceiveNil or WaitKind.SendNil or WaitKind.SelectNoCases);

    // Main that waits for the end of a service; where somebody had to end the program by a signal, main may be what hung.
    private static bool IsIdle(Evidence evidence, SiteGroup site) =>
        site is { IsMain: true, Kind: WaitKind.Receive or WaitKind.Select } && evidence.Last?.Main.Crash?.Kind != CrashKind.Signal;
}
