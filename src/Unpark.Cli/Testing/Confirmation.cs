using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Collectors.GoTest;
using Unpark.Findings;

namespace Unpark.Cli.Testing;

/// <summary>Each suspect test once more, alone: whether it does the same then, or needs what other tests do.</summary>
/// <param name="options">With <see cref="GoTestOptions.GivesWay"/>, what showed only under stress has its chance alone, too.</param>
internal sealed class Confirmation(Invocation call, GoTestOptions options, DiagnosisOptions diagnosis)
{
    private const int MaxTests = 50;

    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    private readonly GoTestWords _words = GoTestWords.Of(options.Arguments);

    public Report Of(Report report)
    {
        var suspects = report.Findings.Where(finding => finding.Level > Level.Note).SelectMany(finding => finding.Tests).Select(Suspect.Of).OfType<Suspect>().Distinct().ToList();
        using var progress = new ProgressLine(call);
        var seen = new Dictionary<Suspect, HashSet<string>>();
        foreach (var suspect in suspects.Take(MaxTests))
        {
            progress.Report($"running {suspect.Test} of {suspect.Package} alone");
            seen[suspect] = PlacesOf(suspect);
        }
        var told = report with { Findings = [.. report.Findings.Select(finding => Told(finding, seen))] };
        return suspects.Count <= MaxTests ? told : told with { Notes = [.. told.Notes, $"{suspects.Count - MaxTests} of {suspects.Count} tests were not run alone: --confirm runs {MaxTests}."] };
    }

    private HashSet<string> PlacesOf(Suspect suspect)
    {
        var result = WatchedTests.Run(call, options with
        {
            Arguments = _words.Alone(suspect.Package, suspect.Test, options.GivesWay ? StressRounds.Processors : null),
            HangTimeout = options.HangTimeout ?? HangTimeout,
            Output = Stream.Null,
            Error = Stream.Null,
        });
        return Diagnosis.OfTests(result.Binaries, result.Outputs, diagnosis with { Baseline = null }).Findings.Select(PlaceOf).ToHashSet(StringComparer.Ordinal);
    }

    // Fingerprints of two lines of one function may change places when one of them is not there.
    private static string PlaceOf(Finding finding) => finding.Site?.Frame.Place ?? finding.Fingerprint;

    private static Finding Told(Finding finding, Dictionary<Suspect, HashSet<string>> seen) => finding with
    {
        Tests = [.. finding.Tests.Select(test => Suspect.Of(test) is { } suspect && seen.TryGetValue(suspect, out var places) ? test with { Alone = places.Contains(PlaceOf(finding)) } : test)],
    };

    private sealed record Suspect(string Package, string Test)
    {
        public static Suspect? Of(TestOrigin test) => test is { Name: { } name, Package.Length: > 0 } ? new(test.Package, name) : null;
    }
}
