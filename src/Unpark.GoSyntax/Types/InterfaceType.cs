using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>interface { methods and types }</c></summary>
public sealed class InterfaceType(Pos @interface, FieldList methods) : Expr
{
    public Pos Interface { get; } = @interface;

    /// <summary>Methods have one name; embedded interfaces and unions of types have none.</summary>
    public FieldList Methods { get; } = methods;

    public override Pos Pos => Interface;

    public override Pos End => Methods.End;

    internal override void AddChildren(NodeList children) => children.Add(Methods);
}
