using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.GoTest;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rules;

namespace Unpark;

public static partial class Diagnosis
{
    private const int RunningTold = 4;

    /// <summary>One report of a whole <c>go test</c>: what each test binary left behind, and what the output tells of hangs, crashes and races.</summary>
    /// <param name="outputs">What go test printed.</param>
    public static Report OfTests(IReadOnlyList<TestBinary> binaries, IReadOnlyList<PackageOutput> outputs, DiagnosisOptions? options = null)
    {
        options ??= DiagnosisOptions.Default;
        // What is known is known of the whole: a helper may leak in several packages.
        var each = options with { Baseline = null, Configuration = options.Configuration with { Suppress = [] } };
        // What a hung binary wrote down itself says more than what it printed.
        var hung = binaries.Where(binary => binary.Hung is not null).Select(binary => binary.ImportPath).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Report> parts =
        [
            .. binaries.Select(binary => OfBinary(binary, each)),
            .. outputs.SelectMany(output => OfOutput(output, hung.Contains(output.Package), each)),
        ];
        var report = Together(parts);
        return Suppress(report with { Notes = [.. report.Notes, .. NotEnded(binaries)], TestRuns = RunsOf(binaries) }, options);
    }

    private static Report OfBinary(TestBinary binary, DiagnosisOptions options)
    {
        var package = NameOf(binary);
        ImmutableArray<Moment> moments = (binary.Hung is null ? TestOrigins.Left(binary) : TestOrigins.Hung(binary)) is { } moment ? [moment] : [];
        var setting = binary.Hung is null ? new Setting(true, $"the tests of {package} have run") : Setting.Of(moments);
        var evidence = new Evidence(moments, setting, options.Configuration);
        var failures = new List<Diagnostic>();
        var findings = Merged(Examine(RuleSet.All, evidence, failures));
        return InPackage(ReportOf(evidence, [], findings, options, failures), package) with
        {
            Evidence = [new(package, binary is { ExitCode: null, Hung: null } ? Verdict.CutShort : Verdict.Tests, null, binary.GoVersion, moments.IsEmpty ? 0 : moments[0].Snapshots[0].Total)],
        };
    }

    private static string NameOf(TestBinary binary) => binary.ImportPath.Length > 0 ? binary.ImportPath : binary.Directory;

    // Silence about these packages must not be taken for their being clean.
    private static IEnumerable<string> NotEnded(IReadOnlyList<TestBinary> binaries) => binaries
        .Where(binary => binary is { ExitCode: null, Hung: null })
        .Select(binary => $"the tests of {NameOf(binary)} did not come to their end{(binary.Running.IsEmpty ? "" : $" (running: {string.Join(", ", binary.Running.Take(RunningTold))})")}: what they left is not known.");

    // One of the same name: run again by -count, in several processes by -fuzz, inside and outside of a synctest bubble.
    private static ImmutableArray<TestRun> RunsOf(IReadOnlyList<TestBinary> binaries) =>
    [
        .. binaries
            .SelectMany(binary => binary.Results.Concat(binary.Running.Select(name => new TestResult(name, TestOutcome.NotEnded, TimeSpan.Zero, ""))).Select(result => new TestRun(NameOf(binary), result)))
            .GroupBy(run => (run.Package, run.Result.Name))
            .Select(same => same.MaxBy(run => run.Result.Outcome)!)
            .OrderBy(run => run.Package, StringComparer.Ordinal),
    ];

    private static IEnumerable<Report> OfOutput(PackageOutput output, bool isHungKnown, DiagnosisOptions options)
    {
        var reading = output.Reading with { Diagnostics = [] };
        foreach (var crash in reading.Snapshots.Where(snapshot => IsHang(snapshot) && !(isHungKnown && snapshot.Crash!.Kind == CrashKind.TestTimeout)))
            yield return InPackage(Of([new Moment([crash])], [reading with { Snapshots = [crash], Races = [] }], options), output.Package);
        if (!reading.Races.IsEmpty) yield return InPackage(Of([], [reading with { Snapshots = [] }], options) with { Evidence = [] }, output.Package);
    }

    // A panic fails its test, which go test has said; what hangs is named by nobody.
    private static bool IsHang(Snapshot snapshot) =>
        snapshot.Crash is { Kind: CrashKind.TestTimeout or CrashKind.Deadlock or CrashKind.SynctestDeadlock };

    private static Report InPackage(Report report, string package) => report with
    {
        Findings = [.. report.Findings.Select(finding => finding with { Tests = [.. finding.Tests.Select(test => test with { Package = package })] })],
    };

    private static Report Together(ImmutableArray<Report> parts) => new()
    {
        Evidence = [.. parts.SelectMany(part => part.Evidence)],
        Context = EvidenceContext.Test,
        ContextReason = "the tests have run",
        Crash = parts.Select(part => part.Crash).FirstOrDefault(crash => crash is not null),
        Total = parts.Sum(part => part.Total),
        States = [.. parts.SelectMany(part => part.States).GroupBy(state => state.State).Select(same => new StateCount(same.Key, same.Sum(state => state.Count), null, same.Sum(state => state.Leaked))).OrderByDescending(state => state.Count)],
        Findings = Together(parts.SelectMany(part => part.Findings)),
        Groups = [.. parts.SelectMany(part => part.Groups).OrderByDescending(group => group.Count)],
        Goroutines = [.. parts.SelectMany(part => part.Goroutines)],
        LeftOut = [.. parts.SelectMany(part => part.LeftOut).Distinct()],
        Diagnostics = [.. parts.SelectMany(part => part.Diagnostics)],
        Notes = [.. parts.SelectMany(part => part.Notes).Distinct()],
    };

    // A helper that leaks does so in the tests of several packages; what is only noted in one package stays a note.
    private static ImmutableArray<Finding> Together(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(finding => (PlaceOf(finding), finding.Level > Level.Note)).Select(same => Together([.. same]))
            // What made go test fail comes before what it did not see.
            .OrderByDescending(finding => finding is { Rule.Class: FindingClass.Deadlock, Level: Level.Error })
            .ThenBy(finding => finding, FindingOrder.WorstFirst),
    ];

    private static Finding Together(ImmutableArray<Finding> same)
    {
        var (first, more) = (same[0], same.Skip(1).Sum(finding => finding.Count));
        // A TestMain may run its tests twice.
        var where = same.SelectMany(finding => finding.Tests).DistinctBy(test => test.Package).Count() > 1 ? "other packages" : "another run";
        return first with
        {
            Title = more == 0 ? first.Title : FormattableString.Invariant($"{first.Title}, and {more} more in {where}"),
            Count = first.Count + more,
            Tests = [.. same.SelectMany(finding => finding.Tests).GroupBy(test => (test.Package, test.Name, test.Sure)).Select(tests => tests.First() with { Count = tests.Sum(test => test.Count) })],
            Confidence = same.Max(finding => finding.Confidence),
            Level = same.Max(finding => finding.Level),
        };
    }
}
