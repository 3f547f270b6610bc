using System.Diagnostics.CodeAnalysis;
using Unpark.GoSyntax.Expressions;

namespace Unpark.Source.Names;

/// <summary>What each name of the source stands for, where that is a variable.</summary>
/// <remarks>In many small tables, each of names that stand together: the arrays of one for a large package are collected as the oldest objects are, which costs more than all else.</remarks>
internal sealed class NamedVariables
{
    private const int NamesOfTable = 1024;

    /// <summary>Most files have fewer names than a table.</summary>
    private const int NamesOfFirst = 128;

    private readonly List<List<Dictionary<Ident, Variable>?>?> _files = [];

    public void Set(Ident ident, Variable variable) => TableFor(ident)[ident] = variable;

    /// <summary>Does nothing for a name that stands for one already.</summary>
    public void TryAdd(Ident ident, Variable variable) => TableFor(ident).TryAdd(ident, variable);

    public Variable? Find(Ident ident) =>
        ident.FileNumber < _files.Count && _files[ident.FileNumber] is { } tables && IndexOf(ident) is var index && index < tables.Count && tables[index] is { } table ? table.GetValueOrDefault(ident) : null;

    public bool Has(Ident ident) => Find(ident) is not null;

    public bool TryFind(Ident ident, [NotNullWhen(true)] out Variable? variable) => (variable = Find(ident)) is not null;

    private Dictionary<Ident, Variable> TableFor(Ident ident)
    {
        while (_files.Count <= ident.FileNumber) _files.Add(null);
        var tables = _files[ident.FileNumber] ??= [];
        var index = IndexOf(ident);
        while (tables.Count <= index) tables.Add(null);
        return tables[index] ??= new(index == 0 ? NamesOfFirst : NamesOfTable);
    }

    private static int IndexOf(Ident ident) => (ident.GetHashCode() & ((1 << Ident.OrderBits) - 1)) / NamesOfTable;
}
