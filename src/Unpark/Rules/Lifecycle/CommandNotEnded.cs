using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Lifecycle;

internal sealed class CommandNotEnded : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4008",
        Name: "command-not-ended",
        Class: FindingClass.Lifecycle,
        Title: "A command is waited for and does not end",
        Why: "Cmd.Wait (and Run, Output, CombinedOutput) returns when the process has ended and its output is copied. A child that does not end keeps it, and so does a grandchild that "
            + "inherited the output and outlives the child. Without Wait, each Start leaves the goroutines that copy its input and output, and a zombie.",
        Confirm: "ps --ppid PID shows whether the children live; zombies (Z) were never waited for. The goroutines are inside os/exec.(*Cmd).Wait, or are started by (*Cmd).Start.",
        Fix: "Run it by exec.CommandContext with a deadline and, from Go 1.20, set Cmd.WaitDelay: it closes the pipes when a grandchild keeps them. Call Wait after every Start.")
    {
        Example = """
            out, err := exec.Command("helper").Output() // for ever, if a grandchild keeps stdout

            ctx, cancel := context.WithTimeout(ctx, time.Minute)
            defer cancel()
            cmd := exec.CommandContext(ctx, "helper")
            cmd.WaitDelay = 5 * time.Second // Go 1.20
            out, err := cmd.Output()
            """,
        Versions = "all; WaitDelay from Go 1.20, before it only a kill of the whole process group helps against grandchildren",
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Call is { Function: "os/exec.(*Cmd).Wait" or "os.(*Process).Wait" }) return Of(site, []);
        return site.Known is { ImportPath: "os/exec" } ? Of(site, [NotWaitedFor(evidence)]) : null;
    }

    private Finding Of(SiteGroup site, string[] seen) => SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. seen, Advice.CauseOf(site)]) with
    {
        Class = FindingClass.Lifecycle,
        Unknown = ["whether the command runs, or only its output is kept open by a process it started: see ps --ppid PID"],
    };

    private static string NotWaitedFor(Evidence evidence) =>
        evidence.Sites.Any(site => site.Call is { Function: "os/exec.(*Cmd).Wait" })
            ? "they copy the input and output of a command, or watch its context, until it is waited for"
            : "they copy the input and output of a command, or watch its context, until it is waited for, and nobody is inside Cmd.Wait";
}
