using System.Diagnostics.CodeAnalysis;
using Unpark.GoSyntax.Expressions;

namespace Unpark.Source.Names;

/// <summary>What each name of a package's source stands for, where that is a variable.</summary>
/// <remarks>In many small tables, each of names that stand together: the arrays of one for a large package are collected as the oldest objects are, which costs more than all else.</remarks>
internal sealed class NamedVariables
{
    private const int NamesOfTable = 1024;

    private readonly List<Dictionary<Ident, Variable>?> _tables = [];

    public void Set(Ident ident, Variable variable) => TableFor(ident)[ident] = variable;

    /// <summary>Does nothing for a name that stands for one already.</summary>
    public void TryAdd(Ident ident, Variable variable) => TableFor(ident).TryAdd(ident, variable);

    public Variable? Find(Ident ident) => IndexOf(ident) is var index && index < _tables.Count && _tables[index] is { } table ? table.GetValueOrDefault(ident) : null;

    public bool Has(Ident ident) => Find(ident) is not null;

    public bool TryFind(Ident ident, [NotNullWhen(true)] out Variable? variable) => (variable = Find(ident)) is not null;

    private Dictionary<Ident, Variable> TableFor(Ident ident)
    {
        var index = IndexOf(ident);
        while (_tables.Count <= index) _tables.Add(null);
        return _tables[index] ??= new(NamesOfTable);
    }

    private static int IndexOf(Ident ident) => ident.GetHashCode() / NamesOfTable;
}
