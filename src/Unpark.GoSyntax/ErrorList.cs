using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax;

/// <summary>The errors of one file, at most one a place: what follows from an error is not another.</summary>
internal sealed class ErrorList(int limit)
{
    private readonly List<SyntaxError> _errors = [];

    public void Add(Pos pos, string message)
    {
        if (_errors.Count < limit && !_errors.Exists(error => error.Pos == pos)) _errors.Add(new(pos, message));
    }

    /// <summary>Says why the file is not read to its end, however many errors there are.</summary>
    public void AddLast(Pos pos, string message) => _errors.Add(new(pos, message));

    public ImmutableArray<SyntaxError> InOrder() => _errors.Count == 0 ? [] : [.. _errors.OrderBy(error => error.Pos)];
}
