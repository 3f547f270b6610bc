using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Declarations;

/// <summary><c>func name(params) results { body }</c>, or a method with its receiver.</summary>
public sealed class FuncDecl(CommentGroup? doc, FieldList? recv, Ident name, FuncType type, BlockStmt? body) : Decl
{
    public CommentGroup? Doc { get; } = doc;

    /// <summary>Null for a function.</summary>
    public FieldList? Recv { get; } = recv;

    public Ident Name { get; } = name;

    public FuncType Type { get; } = type;

    /// <summary>Null for a function written elsewhere, in assembly.</summary>
    public BlockStmt? Body { get; } = body;

    public override Pos Pos => Type.Func;

    public override Pos End => Body?.End ?? Type.End;

    internal override void AddChildren(NodeList children) => children.Add(Recv).Add(Name).Add(Type).Add(Body);
}
