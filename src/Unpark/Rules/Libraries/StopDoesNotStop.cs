using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Libraries;

internal sealed class StopDoesNotStop : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5021",
        Name: "stop-does-not-stop",
        Class: FindingClass.Library,
        Title: "A library starts goroutines that none of its calls stops",
        Why: "Some libraries start a goroutine and offer nothing that ends it, or a Close that leaves it running: lumberjack (Logger.Close closes the file only), hystrix-go (one set for each command name), "
            + "viper (WatchConfig), golang-lru's expirable cache up to v2.0.7, go-metrics. Closing properly does not help there; making the owner once does.",
        Confirm: "The finding names library and function; look for what ends its loop in the library's source. The goroutines stay after its Close.",
        Fix: "Make the owner once and keep it for the life of the process, keyed by what differs (a file, a command name) where there are several; or take the work-around or the other library that the finding names.")
    {
        Example = """
            // a goroutine for each call, whatever Close does
            l := &lumberjack.Logger{Filename: name}
            defer l.Close()

            // one for each file, for the life of the process
            func loggerFor(name string) *lumberjack.Logger {
                mu.Lock()
                defer mu.Unlock()
                if loggers[name] == nil { loggers[name] = &lumberjack.Logger{Filename: name} }
                return loggers[name]
            }
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { IsUsers: false, Known: { CanBeStopped: false, IsUsers: false } known } || known.Verdict == KnownVerdict.Background || !LibraryFacts.IsOfLibrary(known)) return null;
        var workAround = WorkArounds.For(known);
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. LibraryFacts.Seen(evidence, site), .. Known(workAround)], LibraryFacts.TitleOf(site, "never stopped"), workAround?.Instead) with
        {
            RuledOut = [$"a missing Close: the library has no call that ends {(site.Count == 1 ? "it" : "them")} ({known.StopCall})"],
        };
    }

    private static IEnumerable<string> Known(WorkAround? workAround)
    {
        if (workAround?.Reported is { } reported) yield return $"known to its authors: {reported}";
    }
}
