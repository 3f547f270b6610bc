using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers;

/// <summary>The diagnostics of one reading, as many as the limits allow; the last one then says how many more there were.</summary>
internal sealed class DiagnosticList(string source, ReaderLimits limits)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private long _more;

    public void Add(string? position, string message, bool fatal = false)
    {
        if (_diagnostics.Count < limits.MaxDiagnostics - 1 || fatal) _diagnostics.Add(new(source, position, message, fatal));
        else _more++;
    }

    public ImmutableArray<Diagnostic> ToImmutable() =>
        _more == 0 ? [.. _diagnostics] : [.. _diagnostics, new(source, null, $"{_more} more of such (ReaderLimits.MaxDiagnostics)")];
}
