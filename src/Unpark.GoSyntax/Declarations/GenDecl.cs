using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Declarations;

/// <summary><c>import</c>, <c>const</c>, <c>type</c> or <c>var</c>, of one thing or of several in parentheses.</summary>
public sealed class GenDecl(CommentGroup? doc, Pos tokPos, Token tok, Pos lparen, ImmutableArray<Spec> specs, Pos rparen) : Decl
{
    public CommentGroup? Doc { get; } = doc;

    public Pos TokPos { get; } = tokPos;

    public Token Tok { get; } = tok;

    /// <summary>None without parentheses.</summary>
    public Pos Lparen { get; } = lparen;

    public ImmutableArray<Spec> Specs { get; } = specs;

    public Pos Rparen { get; } = rparen;

    public override Pos Pos => TokPos;

    public override Pos End => Rparen.IsValid ? Rparen + 1 : Specs.IsEmpty ? TokPos + Tok.Text().Length : Specs[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(Specs);
}
