using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary>Parameters, results, type parameters or fields of one type; a method or an embedded type of an interface; an embedded field.</summary>
public sealed class Field(CommentGroup? doc, ImmutableArray<Ident> names, Expr type, BasicLit? tag, CommentGroup? comment) : Node
{
    public CommentGroup? Doc { get; } = doc;

    /// <summary>Empty for an unnamed parameter or something embedded.</summary>
    public ImmutableArray<Ident> Names { get; } = names;

    public Expr Type { get; } = type;

    public BasicLit? Tag { get; } = tag;

    public CommentGroup? Comment { get; } = comment;

    public override Pos Pos => Names.IsEmpty ? Type.Pos : Names[0].Pos;

    public override Pos End => Tag?.End ?? Type.End;

    internal override void AddChildren(NodeList children) => children.AddAll(Names).Add(Type).Add(Tag);
}
