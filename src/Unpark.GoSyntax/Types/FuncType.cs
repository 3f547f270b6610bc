using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>func(params) results</c>, and what follows the name of a function or method.</summary>
public sealed class FuncType(Pos func, FieldList? typeParams, FieldList @params, FieldList? results) : Expr
{
    /// <summary>None for a method of an interface.</summary>
    public Pos Func { get; } = func;

    /// <summary>Only in the declaration of a function or method.</summary>
    public FieldList? TypeParams { get; } = typeParams;

    public FieldList Params { get; } = @params;

    public FieldList? Results { get; } = results;

    public override Pos Pos => Func.IsValid ? Func : Params.Pos;

    public override Pos End => (Results ?? Params).End;

    internal override void AddChildren(NodeList children) => children.Add(TypeParams).Add(Params).Add(Results);
}
