using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Declarations;

/// <summary><c>name "path"</c></summary>
public sealed class ImportSpec(CommentGroup? doc, Ident? name, BasicLit path, CommentGroup? comment) : Spec
{
    public CommentGroup? Doc { get; } = doc;

    /// <summary>"." and "_" too.</summary>
    public Ident? Name { get; } = name;

    public BasicLit Path { get; } = path;

    public CommentGroup? Comment { get; } = comment;

    public override Pos Pos => Name?.Pos ?? Path.Pos;

    public override Pos End => Path.End;

    internal override void AddChildren(NodeList children) => children.Add(Name).Add(Path);
}
