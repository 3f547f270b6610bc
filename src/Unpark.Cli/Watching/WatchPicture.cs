using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Unpark.Findings;
using Unpark.Monitor;

namespace Unpark.Cli.Watching;

/// <summary>What <c>unpark watch</c> shows after a look: one line of the program, its findings, its largest sites.</summary>
internal sealed class WatchPicture(TargetState state, SiteCurves curves, FleetMonitor fleet)
{
    private const int SitesShown = 15, FindingsShown = 5;

    public IRenderable Draw()
    {
        if (state.Goroutines is null) return new Text(state.Problem ?? $"{state.Target.Instance}: no look yet");
        return new Rows([Heading(), .. FindingsOf(), Sites()]);
    }

    private Markup Heading()
    {
        var at = state.LookedAt is { } time ? time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "";
        var problem = state.Problem is { } text ? $"\n[red]{Markup.Escape(text)}[/]" : "";
        return new($"[bold]{Markup.Escape(state.Target.Instance)}[/]  {Verdict.Count(state.Goroutines!.Value, "goroutine")}  {curves.OfTotal}  {state.GoVersion}  {at}{problem}");
    }

    private IEnumerable<IRenderable> FindingsOf()
    {
        if (state.Findings.IsEmpty) return [new Markup("[green]nothing stuck so far[/]")];
        return state.Findings.Take(FindingsShown).Select(finding =>
            new Markup($"[{(finding.Confidence == Confidence.Proven ? "red" : "yellow")}]{Verdict.Word(finding.Confidence)}[/]  {Markup.Escape(finding.Title)}{Pace(finding)}"));
    }

    private Table Sites()
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (heading, isNumber) in ((string, bool)[])[("count", true), ("since start", true), ("", false), ("state", false), ("where", false)])
        {
            table.AddColumn(new TableColumn(heading) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = heading != "where" });
        }
        foreach (var (fingerprint, count) in state.Counts.OrderByDescending(site => curves.SinceStart(site.Key)).ThenByDescending(site => site.Value).ThenBy(site => site.Key, StringComparer.Ordinal).Take(SitesShown))
        {
            if (fleet.SiteOf(fingerprint) is not { } site) continue;
            var more = curves.SinceStart(fingerprint);
            table.AddRow(Verdict.Number(count), $"{(more > 0 ? "+" : "")}{Verdict.Number(more)}", curves.Of(fingerprint), Markup.Escape(site.State), Markup.Escape($"{site.Function} {Path.GetFileName(site.File)}:{site.Line.ToString(CultureInfo.InvariantCulture)}"));
        }
        return table;
    }

    private static string Pace(Finding finding) => finding.Growth?.PerHour is { } perHour ? $", {Rate.Of(perHour, null, null)}" : "";
}
