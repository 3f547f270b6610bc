using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Channels;

internal sealed class EmptySelect : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP1004",
        Name: "empty-select",
        Class: FindingClass.Channel,
        Title: "select {} outside of main",
        Why: "A select without cases waits for ever. In main it is an idiom that keeps the program alive; in any other goroutine it keeps "
            + "the stack and everything it refers to until the process ends.",
        Confirm: "The traceback says [select (no cases)], and the goroutine is not the main one.",
        Fix: "Return instead, or wait for something that ends: <-ctx.Done(), a WaitGroup.")
    {
        Example = """
            // never returns: one goroutine for each call
            go func() { subscribe(handler); select {} }()

            // returns when ctx ends
            go func() { subscribe(handler); <-ctx.Done() }()
            """,
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.WaitingFor(WaitKind.SelectNoCases).Where(site => !site.IsMain))
        {
            yield return SiteFinding.Of(Doc, site, Confidence.Proven, LevelOf(site), [$"select without cases has nothing that could end it, and this is not main: {site.State}"]) with
            {
                RuledOut = ["the idiom that keeps a program alive: that is main's", "a case that comes true later: there is none"],
                Unknown = [.. Waits.Unknown(site)],
            };
        }
    }

    private static Level LevelOf(SiteGroup site) => site switch
    {
        { IsUsers: false } => Level.Note,
        { Count: 1 } => Level.Warning,
        _ => Level.Error,
    };
}
