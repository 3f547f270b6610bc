using System.Diagnostics;
using Unpark.Cli.Syntax;
using Unpark.Collectors.GoTest;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Cli.Testing;

/// <summary>
/// The same tests again and again for some time, on one, two and more processors, every other round with goroutines that give way to
/// others at function calls: orders of events that are rare in an ordinary run.
/// </summary>
internal sealed class StressRounds(Invocation call, GoTestOptions options, TimeSpan time)
{
    private const int MaxCount = 64;

    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    /// <summary>As -cpu takes them.</summary>
    public static readonly string Processors = FormattableString.Invariant($"1,2,{Math.Max(4, Environment.ProcessorCount)}");

    /// <summary>What all rounds showed together, those of the ordinary run first. A round that fails is the last.</summary>
    public GoTestResult After(GoTestResult ordinary)
    {
        var all = ordinary;
        var words = GoTestWords.Of(options.Arguments);
        var clock = Stopwatch.StartNew();
        for (var round = 0; all.ExitCode == 0 && (round == 0 || clock.Elapsed < time); round++)
        {
            var count = Math.Min(MaxCount, 1 << (round / 2));
            var givesWay = round % 2 == 0;
            call.Warn($"stress, round {round + 1}: every test {count} x on {Processors} processors{(givesWay ? ", giving way at calls" : "")}");
            var result = WatchedTests.Run(call, options with
            {
                Arguments = words.Again(count, Processors),
                GivesWay = givesWay,
                HangTimeout = options.HangTimeout ?? HangTimeout,
                // Standard output holds what the ordinary run printed.
                Output = call.Quiet ? Stream.Null : options.Error,
                Error = call.Quiet ? Stream.Null : options.Error,
            });
            all = Together(all, result);
        }
        return all;
    }

    /// <summary>Says of findings that the ordinary run did not show them.</summary>
    public static Report Told(Report all, Report ordinary)
    {
        var seen = ordinary.Findings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return all with { Findings = [.. all.Findings.Select(finding => seen.Contains(finding.Fingerprint) ? finding : finding with { Because = [.. finding.Because, "it showed in a round of --stress, not in the ordinary run before"] })] };
    }

    private static GoTestResult Together(GoTestResult one, GoTestResult other) => new(
        one.ExitCode != 0 ? one.ExitCode : other.ExitCode,
        [.. one.Binaries, .. other.Binaries],
        [.. one.Outputs, .. other.Outputs],
        [.. one.Diagnostics, .. other.Diagnostics]);
}
