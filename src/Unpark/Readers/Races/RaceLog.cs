using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>What the race detector said in one text.</summary>
/// <param name="Counted">"Found N data race(s)", over all programs; null when no program got to say it.</param>
/// <param name="ExitStatus">"exit status 66" behind the first report; null when nobody says.</param>
internal sealed record RaceLog(ImmutableArray<Race> Races, long? Counted, int? ExitStatus, ImmutableArray<Diagnostic> Diagnostics);
