using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks;

/// <summary>Diagnostics up to the limit; the last one counts the rest.</summary>
internal sealed class DiagnosticList(string source, ReaderLimits limits)
{
    private readonly List<Diagnostic> _kept = [];
    private long _more;

    public void Add(string? position, string message, bool fatal = false)
    {
        if (_kept.Count < limits.MaxDiagnostics || fatal) _kept.Add(new(source, position, message, fatal));
        else _more++;
    }

    public void Add(long line, string message) => Add($"line {line}", message);

    public ImmutableArray<Diagnostic> ToImmutable() =>
        _more == 0 ? [.. _kept] : [.. _kept, new(source, null, $"{_more} more remarks of this kind are left out (ReaderLimits.MaxDiagnostics)")];
}
