using Unpark.Analysis;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark;

public static partial class Diagnosis
{
    // What a reader of the report should know about its evidence: what that kind does not say, and how to get it.
    private static IEnumerable<string> NotesOf(Evidence evidence, IReadOnlyList<Reading> readings)
    {
        foreach (var reading in readings.Where(reading => reading.Snapshots.IsEmpty && reading.Profile is not null && (evidence.Last is null || HeapInUse.In([reading]) is null)))
        {
            yield return $"{reading.Source} is a {reading.Format}: it holds no goroutines. Goroutines are in /debug/pprof/goroutine.";
        }
        foreach (var reading in readings.Where(reading => reading.RacesCounted > reading.Races.Length))
        {
            yield return $"{reading.Source}: the program counted {reading.RacesCounted} data races, the text holds {reading.Races.Length} reports: part of it is missing.";
        }
        foreach (var snapshot in readings.SelectMany(reading => reading.Snapshots).Where(snapshot => snapshot.IsDelta))
        {
            yield return $"{snapshot.Source} is a delta profile (?seconds=N): it holds changes, not goroutines. Give two profiles instead to see both counts.";
        }
        if (evidence.Last is not { } last) yield break;

        if (last.Main.Cut)
        {
            var by = last.Main.Kind == EvidenceKind.Traceback ? ", perhaps cut at 64 MiB by net/http/pprof" : "";
            yield return $"{last.Main.Source} ends in the middle{by}: what came after is missing from every count here.";
        }
        if (last.Moment.CountedByProgram is { } counted && counted > last.Total + (last.Total / 10) + 10)
        {
            yield return $"the program itself counts {counted} goroutines, this evidence holds {last.Total}: some are missing from every count here.";
        }
        if (last.Main.Kind is EvidenceKind.Profile or EvidenceKind.TextProfile) yield return NoAges(last.Main.Kind);
        if (last.Main.HasLeakMarks) yield return "goroutines marked (leaked) show no minutes: the leak profile takes their ages away. Take the traceback first, the leak profile second.";
        foreach (var count in evidence.Ignored.IsEmpty ? [] : evidence.Ignored.CountsOf(evidence.Facts).Where(count => !count.IsUsed))
        {
            yield return $"{count.Rule.Place}: no goroutine of this evidence fits this entry of ignore; where it never does, it can go.";
        }
        if (evidence.Run.Length < evidence.Facts.Length)
        {
            yield return "the evidence shows several processes, one crash after another: growth and changes are told of the last one only.";
        }
        if (evidence.Run.Length is > 1 and < 5) yield return $"{evidence.Run.Length} moments show a difference; 5 or more show a trend.";
    }

    private static string NoAges(EvidenceKind kind) => kind == EvidenceKind.Profile
        ? "protobuf profiles carry no ids, ages or creators; states are read off the stacks. A traceback (debug=2) has them all."
        : "text profiles (debug=1) carry no ids, ages or creators, and hide the frames that tell most states. A protobuf profile (debug=0) tells the states, a traceback (debug=2) everything.";
}
