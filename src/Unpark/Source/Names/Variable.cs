using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Source.Names;

/// <summary>Something with a name that holds a value: a variable, a parameter, a result, a field of a struct type.</summary>
/// <remarks>A field is one variable for all values of its type: which of them is meant, only a running program knows.</remarks>
internal sealed class Variable(string name, VariableKind kind, SourceFile file, Node declaration, Function? owner)
{
    private List<Origin>? _origins;

    public string Name { get; } = name;

    public VariableKind Kind { get; } = kind;

    public SourceFile File { get; } = file;

    /// <summary>The name where it is declared; for an embedded field its type, for an unnamed result the result's type.</summary>
    public Node Declaration { get; } = declaration;

    /// <summary>The function it lives in; null for fields and package variables.</summary>
    public Function? Owner { get; } = owner;

    /// <summary>As declared; null where only the first value tells.</summary>
    public Expr? Type { get; init; }

    /// <summary>What it is declared with; null without.</summary>
    public Expr? Value { get; init; }

    /// <summary>Which of the values of <see cref="Value"/>, when that is a call of a function with several results.</summary>
    public int ValueIndex { get; init; }

    /// <summary><see cref="Value"/> is what a range goes over: 0 for the key, 1 for the element; -1 when it is no range.</summary>
    public int RangePart { get; init; } = -1;

    /// <summary>Where the values that it may hold come from; empty where the package does not tell.</summary>
    public List<Origin> Origins => _origins ??= [];

    public bool HasOrigins => _origins is { Count: > 0 };

    /// <summary>As <see cref="LightTypes"/> has it: null while it looks, and where it finds none.</summary>
    public Expr? KnownType { get; set; }

    public bool IsTypeAsked { get; set; }

    /// <summary>The variables that are given its value, while a package is read.</summary>
    public List<Variable> FlowsInto => field ??= [];

    /// <summary>What the slice, map or channel holds: one variable for all of it.</summary>
    public Variable Element => field ??= new("element", VariableKind.Element, File, Declaration, Owner);

    /// <summary>The keys of the map.</summary>
    public Variable Key => field ??= new("key", VariableKind.Element, File, Declaration, Owner);

    public override string ToString() => Name;
}
