using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>break</c>, <c>continue</c>, <c>goto</c> or <c>fallthrough</c></summary>
public sealed class BranchStmt(Pos tokPos, Token tok, Ident? label) : Stmt
{
    public Pos TokPos { get; } = tokPos;

    public Token Tok { get; } = tok;

    public Ident? Label { get; } = label;

    public override Pos Pos => TokPos;

    public override Pos End => Label?.End ?? TokPos + Tok.Text().Length;

    internal override void AddChildren(NodeList children) => children.Add(Label);
}
