using Unpark.Findings;
using Unpark.Model;

namespace Unpark;

/// <summary>Runs the rules over evidence.</summary>
public static class Diagnosis
{
    /// <summary>Readings of separate pieces of evidence in time order: files, dumps of one log.</summary>
    public static Report Of(IReadOnlyList<Reading> readings, DiagnosisOptions? options = null) =>
        throw new NotSupportedException();

    /// <summary>Moments in time order, as a collector took them from one target.</summary>
    /// <param name="readings">The readings the moments came from, for the summary and the diagnostics.</param>
    public static Report Of(IReadOnlyList<Moment> moments, IReadOnlyList<Reading> readings, DiagnosisOptions? options = null) =>
        throw new NotSupportedException();
}
