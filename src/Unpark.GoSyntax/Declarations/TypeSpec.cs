using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Declarations;

/// <summary><c>Name[T any] type</c>, or the alias <c>Name[T any] = type</c>.</summary>
public sealed class TypeSpec(CommentGroup? doc, Ident name, FieldList? typeParams, Pos assign, Expr type, CommentGroup? comment) : Spec
{
    public CommentGroup? Doc { get; } = doc;

    public Ident Name { get; } = name;

    public FieldList? TypeParams { get; } = typeParams;

    /// <summary>Of the <c>=</c> of an alias.</summary>
    public Pos Assign { get; } = assign;

    public Expr Type { get; } = type;

    public CommentGroup? Comment { get; } = comment;

    public override Pos Pos => Name.Pos;

    public override Pos End => Type.End;

    internal override void AddChildren(NodeList children) => children.Add(Name).Add(TypeParams).Add(Type);
}
