using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Unpark.GoSyntax.Expressions;

namespace Unpark.Source.Names;

/// <summary>What each name of a package's source stands for, where that is a variable.</summary>
/// <remarks>In many small tables: the arrays of one for a large package are collected as the oldest objects are, which costs more than all else.</remarks>
/// <param name="expected">About so many names.</param>
internal sealed class NamedVariables(int expected)
{
    private readonly Dictionary<Ident, Variable>?[] _tables = new Dictionary<Ident, Variable>?[128];

    public void Set(Ident ident, Variable variable) => (TableOf(ident) ??= NewTable())[ident] = variable;

    /// <summary>Does nothing for a name that stands for one already.</summary>
    public void TryAdd(Ident ident, Variable variable) => (TableOf(ident) ??= NewTable()).TryAdd(ident, variable);

    public Variable? Find(Ident ident) => TableOf(ident)?.GetValueOrDefault(ident);

    public bool Has(Ident ident) => Find(ident) is not null;

    public bool TryFind(Ident ident, [NotNullWhen(true)] out Variable? variable) => (variable = Find(ident)) is not null;

    private Dictionary<Ident, Variable> NewTable() => new(expected / _tables.Length, ReferenceEqualityComparer.Instance);

    private ref Dictionary<Ident, Variable>? TableOf(Ident ident) => ref _tables[RuntimeHelpers.GetHashCode(ident) & (_tables.Length - 1)];
}
