using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax;

/// <summary>A source file.</summary>
public sealed class File : Node
{
    internal File(SourceText source) => Source = source;

    /// <summary>The text, its lines and columns.</summary>
    public SourceText Source { get; }

    public CommentGroup? Doc { get; internal init; }

    public Pos Package { get; internal init; }

    /// <summary>Of the package.</summary>
    public required Ident Name { get; init; }

    public ImmutableArray<Decl> Decls { get; internal init; } = [];

    public ImmutableArray<ImportSpec> Imports { get; internal init; } = [];

    /// <summary>Every comment of the file, also those that document something.</summary>
    public ImmutableArray<CommentGroup> Comments { get; internal init; } = [];

    /// <summary>The oldest Go that its <c>//go:build</c> line lets compile it: "go1.22"; empty when it names none.</summary>
    public string GoVersion { get; internal init; } = "";

    /// <summary>In the order of the source; empty exactly when go/parser finds none. With errors the tree is partial.</summary>
    public ImmutableArray<SyntaxError> Errors { get; internal init; } = [];

    public override Pos Pos => Package;

    public override Pos End => Decls.IsEmpty ? Name.End : Decls[^1].End;

    internal override void AddChildren(NodeList children) => children.Add(Name).AddAll(Decls);
}
