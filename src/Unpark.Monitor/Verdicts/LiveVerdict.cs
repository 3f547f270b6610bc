using Unpark.Findings;
using Unpark.Model;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Verdicts;

/// <summary>The rules over what a target is now and what it was before.</summary>
internal static class LiveVerdict
{
    /// <param name="readings">What the moments were read from.</param>
    public static Report Of(IReadOnlyList<Moment> moments, IReadOnlyList<Reading> readings, History history, DateTimeOffset now, DiagnosisOptions options) =>
        Diagnosis.Of(moments, readings, options with { History = HistoryWindow.CountsOf(history, now), Today = DateOnly.FromDateTime(now.UtcDateTime) });
}
