using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>struct { fields }</c></summary>
public sealed class StructType(Pos @struct, FieldList fields) : Expr
{
    public Pos Struct { get; } = @struct;

    public FieldList Fields { get; } = fields;

    public override Pos Pos => Struct;

    public override Pos End => Fields.End;

    internal override void AddChildren(NodeList children) => children.Add(Fields);
}
