using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>The report as a person reads it: the verdict in one line, the worst finding first, then states, then what was left out.</summary>
public static class ReportText
{
    private const int FindingsInFull = 5;
    private const int FindingsShown = 40;
    private const int DiagnosticsShown = 10;
    private const int NotesShown = 6;
    private const int ChangesShown = 12;
    private const int StatesShown = 10;
    private const int Column = FindingText.Column;

    public static void Write(Report report, TextWriter output, TextStyle style)
    {
        var canvas = new TextCanvas(output, style);
        canvas.Sentence(Verdict.Of(report), report.Findings.Any(IsLoud) ? Ink.Strong : Ink.Good);
        WriteCrash(canvas, report);
        WriteFindings(canvas, report, style.Verbose);
        WriteSuppressed(canvas, report, style.Verbose);
        WriteChanges(canvas, report, style.Verbose);
        WriteStates(canvas, report, style.Verbose);
        WriteRemarks(canvas, report, style.Verbose);
        WriteEvidence(canvas, report, style.Verbose);
    }

    private static bool IsLoud(Finding finding) => finding.Level > Level.Note;

    // Without findings the verdict has said it.
    private static void WriteCrash(TextCanvas canvas, Report report)
    {
        if (report.Crash is not { } crash) return;
        if (report.Findings.Any(IsLoud)) WriteHeaded(canvas, "crash", Verdict.Of(crash));
        foreach (var test in crash.RunningTests) WriteHeaded(canvas, "running", test);
    }

    private static void WriteFindings(TextCanvas canvas, Report report, bool verbose)
    {
        var shown = report.Findings.Where(finding => verbose || IsLoud(finding)).ToList();
        var full = verbose ? shown.Count : Math.Min(FindingsInFull, shown.Count);
        var drawn = new List<WaitPicture>();
        for (var i = 0; i < full; i++) FindingText.Write(canvas, shown[i], drawn, withSteps: verbose || i == 0);
        if (shown.Count > full) WriteBriefly(canvas, shown, full);

        WriteLeftOut(canvas, full - 1, report.Findings.Length - shown.Count, verbose);
    }

    private static void WriteLeftOut(TextCanvas canvas, int inShort, int notes, bool verbose)
    {
        if (verbose || (inShort <= 0 && notes == 0)) return;
        canvas.Line();
        if (inShort > 0) canvas.Line($"Every step is shown of the worst only; those of the others with {canvas.VerboseOption}.", Ink.Faint);
        if (notes > 0) canvas.Line($"{Verdict.Count(notes, "note")} not shown; see them with {canvas.VerboseOption}.", Ink.Faint);
    }

    private static void WriteSuppressed(TextCanvas canvas, Report report, bool verbose)
    {
        if (report.Suppressed.IsEmpty) return;
        canvas.Line();
        if (!verbose)
        {
            canvas.Line($"{report.Suppressed.Length} suppressed by baseline or configuration; see them with {canvas.VerboseOption}.", Ink.Faint);
            return;
        }
        foreach (var (finding, suppression) in report.Suppressed)
            WriteHeaded(canvas, "suppressed", $"{finding.Title} [{Verdict.Word(finding.Confidence)}, {finding.Rule.Id}] {Phrases.Of(suppression)}");
    }

    private static void WriteBriefly(TextCanvas canvas, List<Finding> findings, int from)
    {
        canvas.Line();
        canvas.Line($"and {findings.Count - from} more (in full with {canvas.VerboseOption}):", Ink.Strong);
        foreach (var finding in findings.Skip(from).Take(FindingsShown))
        {
            canvas.Write("  ").Write(Verdict.Word(finding.Level), FindingText.InkOf(finding.Level)).To(Column);
            canvas.Sentence($"{finding.Title} [{Verdict.Word(finding.Confidence)}, {finding.Rule.Id}]");
        }
        if (findings.Count > from + FindingsShown) canvas.Line($"  ... {findings.Count - from - FindingsShown} more", Ink.Faint);
    }

    private static void WriteChanges(TextCanvas canvas, Report report, bool verbose)
    {
        if (report.Changes is not { } changes || changes.Items.IsEmpty) return;
        canvas.Line();
        canvas.Line($"changes    {Verdict.Number(changes.TotalBefore)} -> {Verdict.Count(changes.TotalAfter, "goroutine")}{ApartOf(changes)}", Ink.Strong);
        var items = verbose ? changes.Items : [.. changes.Items.Take(ChangesShown)];
        foreach (var change in items)
        {
            canvas.Write($"  {change.Delta,7:+#,0;-#,0;0}", change.Delta > 0 ? Ink.Warning : Ink.Good);
            canvas.Write($"  {Verdict.Number(change.Before)} -> {Verdict.Number(change.After)}").To(26).Write(change.Group.State.Text).To(46);
            canvas.Line(change.Group.Site is { } site ? canvas.PlaceOf(site.Frame) : "(no stack)", Ink.Place);
        }
        if (items.Length < changes.Items.Length) WriteMore(canvas, changes.Items.Length - items.Length, "changed places");
    }

    private static string ApartOf(Changes changes)
    {
        var apart = changes.Apart is { } time ? $", {Phrases.Of(time)} apart" : "";
        return changes.Survivors is { } survivors ? $"{apart}; {Verdict.Number(survivors)} are the same goroutines at the same place" : apart;
    }

    private static void WriteStates(TextCanvas canvas, Report report, bool verbose)
    {
        if (report.States.IsEmpty) return;
        canvas.Line();
        canvas.Write("states", Ink.Strong).To(Column);
        if (!verbose && !report.Findings.Any(IsLoud) && report.Changes is null)
        {
            canvas.Sentence(string.Join(", ", report.States.Select(state => $"{Verdict.Number(state.Count)} {state.State}")));
            return;
        }
        canvas.Line(Verdict.Count(report.Total, "goroutine"));
        var states = report.States.Where(state => verbose || state.Count > 0).ToList();
        foreach (var state in states.Take(verbose ? states.Count : StatesShown)) WriteState(canvas, state);
        if (!verbose && states.Count > StatesShown) WriteMore(canvas, states.Count - StatesShown, "states");
    }

    private static void WriteState(TextCanvas canvas, StateCount state)
    {
        canvas.Write($"  {Verdict.Number(state.Count),8}  ").Write(state.State.Text);
        if (state.Before is { } before && before != state.Count) canvas.Write($"  (before {Verdict.Number(before)})", Ink.Faint);
        if (state.Leaked > 0) canvas.Write($"  {Verdict.Number(state.Leaked)} leaked", Ink.Error);
        canvas.Line();
    }

    private static void WriteRemarks(TextCanvas canvas, Report report, bool verbose)
    {
        if (report.Notes.IsEmpty && report.LeftOut.IsEmpty && report.Diagnostics.IsEmpty) return;
        canvas.Line();
        foreach (var note in verbose ? report.Notes : report.Notes.Take(NotesShown)) WriteHeaded(canvas, "note", note);
        if (!verbose && report.Notes.Length > NotesShown) WriteMore(canvas, report.Notes.Length - NotesShown, "notes on the evidence");
        foreach (var omission in report.LeftOut) WriteHeaded(canvas, "left out", Phrases.Of(omission));
        var diagnostics = verbose ? report.Diagnostics : [.. report.Diagnostics.Take(DiagnosticsShown)];
        foreach (var diagnostic in diagnostics) WriteHeaded(canvas, "evidence", diagnostic.ToString());
        if (diagnostics.Length < report.Diagnostics.Length) WriteMore(canvas, report.Diagnostics.Length - diagnostics.Length, "remarks on the evidence");
    }

    private static void WriteMore(TextCanvas canvas, int count, string what) => canvas.Line($"... {count} more {what}; see them with {canvas.VerboseOption}", Ink.Faint);

    private static void WriteHeaded(TextCanvas canvas, string head, string text)
    {
        canvas.Write(head, Ink.Faint).To(Column);
        canvas.Sentence(text);
    }

    private static void WriteEvidence(TextCanvas canvas, Report report, bool verbose)
    {
        if (!verbose) return;
        canvas.Line();
        foreach (var evidence in report.Evidence)
        {
            var taken = evidence.TakenAt is { } time ? FormattableString.Invariant($", {time.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC") : "";
            var version = evidence.GoVersion is { } go ? $", {go}" : "";
            var count = evidence.Goroutines is { } goroutines ? $", {Verdict.Count(goroutines, "goroutine")}" : "";
            WriteHeaded(canvas, "from", $"{evidence.Source}: {evidence.Kind}{count}{taken}{version}");
        }
        var context = report.Context == EvidenceContext.Test ? "a program that is over" : "a running program";
        WriteHeaded(canvas, "context", $"taken for {context}: {report.ContextReason}");
    }
}
