using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Terminal;

/// <summary>The report as a person reads it: the verdict in one line, the worst finding first, then states, then what was left out.</summary>
public static class ReportText
{
    private const int FindingsInFull = 5;
    private const int FindingsShown = 40;
    private const int DiagnosticsShown = 10;
    private const int NotesShown = 6;
    private const int ChangesShown = 12;
    private const int Column = 11;

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
        foreach (var finding in shown.Take(full)) WriteFinding(canvas, finding, drawn);
        if (shown.Count > full) WriteBriefly(canvas, shown, full);

        var notes = report.Findings.Length - shown.Count;
        if (notes > 0)
        {
            canvas.Line();
            canvas.Line($"{Verdict.Count(notes, "note")} not shown; see them with -v.", Ink.Faint);
        }
    }

    private static void WriteSuppressed(TextCanvas canvas, Report report, bool verbose)
    {
        if (report.Suppressed.IsEmpty) return;
        canvas.Line();
        if (!verbose)
        {
            canvas.Line($"{report.Suppressed.Length} suppressed by baseline or configuration; see them with -v.", Ink.Faint);
            return;
        }
        foreach (var (finding, suppression) in report.Suppressed)
            WriteHeaded(canvas, "suppressed", $"{finding.Title} [{Verdict.Word(finding.Confidence)}, {finding.Rule.Id}] {Phrases.Of(suppression)}");
    }

    private static void WriteFinding(TextCanvas canvas, Finding finding, List<WaitPicture> drawn)
    {
        canvas.Line();
        canvas.Write(Verdict.Word(finding.Level).ToUpperInvariant(), InkOf(finding.Level)).To(Column - 2).Write("  ");
        canvas.Sentence($"{finding.Title} [{Verdict.Word(finding.Confidence)}, {finding.Rule.Id}]", Ink.Strong);
        WritePlace(canvas, finding.State is null ? "at" : "stuck", finding.Site?.Frame ?? finding.Stack.Leaf, WaitOf(finding));
        WritePlace(canvas, "created", finding.CreatedBy, "");
        WriteRows(canvas, "test", Phrases.TestsOf(finding));
        WriteRow(canvas, "growth", Phrases.Of(finding.Growth));
        WriteRow(canvas, "ages", Phrases.Of(finding.Ages));
        WriteRow(canvas, "holds", Phrases.Of(finding.Cost));
        WriteRows(canvas, "because", finding.Because);
        WriteRows(canvas, "not", finding.RuledOut);
        WriteRows(canvas, "unknown", finding.Unknown);
        WritePicture(canvas, finding.Picture, drawn);
        WriteRow(canvas, "fix", finding.Fix);
        WriteRow(canvas, "ids", Phrases.IdsOf(finding));
    }

    // Once for all findings of one deadlock. "goroutine 6 at a.go:93 --> lock 0xc000 --> goroutine 7"; -?-> where names tell it.
    private static void WritePicture(TextCanvas canvas, WaitPicture? picture, List<WaitPicture> drawn)
    {
        if (picture is null || drawn.Exists(known => ReferenceEquals(known, picture))) return;
        drawn.Add(picture);
        var head = "waits";
        foreach (var edge in picture.Edges)
        {
            canvas.Write("  ").Write(head, Ink.Faint).To(Column).Write(picture.Nodes[edge.From].Title).Write(" at ").Write(picture.Nodes[edge.From].Detail, Ink.Place);
            canvas.Write(" --> ", Ink.Faint).Write(picture.Nodes[edge.Over].Title);
            if (edge.To is { } to) canvas.Write(edge.IsSure ? " --> " : " -?-> ", Ink.Faint).Write(picture.Nodes[to].Title);
            canvas.Line();
            head = "";
        }
    }

    private static void WriteBriefly(TextCanvas canvas, List<Finding> findings, int from)
    {
        canvas.Line();
        canvas.Line($"and {findings.Count - from} more (in full with -v):", Ink.Strong);
        foreach (var finding in findings.Skip(from).Take(FindingsShown))
        {
            canvas.Write("  ").Write(Verdict.Word(finding.Level), InkOf(finding.Level)).To(Column);
            canvas.Sentence($"{finding.Title} [{Verdict.Word(finding.Confidence)}, {finding.Rule.Id}]");
        }
        if (findings.Count > from + FindingsShown) canvas.Line($"  ... {findings.Count - from - FindingsShown} more", Ink.Faint);
    }

    private static void WritePlace(TextCanvas canvas, string head, Frame? frame, string remark)
    {
        if (frame is null) return;
        canvas.Write("  ").Write(head, Ink.Faint).To(Column);
        canvas.Write(frame.Place, Ink.Place);
        if (frame.File.Length > 0) canvas.Write("  ").Write(frame.Function);
        canvas.Line(remark, Ink.Faint);
    }

    private static void WriteRow(TextCanvas canvas, string head, string text)
    {
        if (text.Length == 0) return;
        canvas.Write("  ").Write(head, Ink.Faint).To(Column);
        canvas.Sentence(text);
    }

    private static void WriteRows(TextCanvas canvas, string head, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            WriteRow(canvas, head, text);
            head = "";
        }
    }

    private static string WaitOf(Finding finding) => (finding.State, finding.Age) switch
    {
        (null, _) => "",
        ({ } state, null) => $"  [{state}]",
        ({ } state, { } age) => $"  [{state}, {Phrases.Of(age)}]",
    };

    private static Ink InkOf(Level level) => level switch
    {
        Level.Error => Ink.Error,
        Level.Warning => Ink.Warning,
        _ => Ink.Faint,
    };

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
            canvas.Line(change.Group.Site?.Frame.Place ?? "(no stack)", Ink.Place);
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
        foreach (var state in report.States.Where(state => verbose || state.Count > 0)) WriteState(canvas, state);
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

    private static void WriteMore(TextCanvas canvas, int count, string what) => canvas.Line($"... {count} more {what}; see them with -v", Ink.Faint);

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
