using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>for key, value := range x { body }</c>: over a channel, an integer, a function or a collection.</summary>
public sealed class RangeStmt(Pos @for, Expr? key, Expr? value, Pos tokPos, Token tok, Pos range, Expr x, BlockStmt body) : Stmt
{
    public Pos For { get; } = @for;

    public Expr? Key { get; } = key;

    public Expr? Value { get; } = value;

    public Pos TokPos { get; } = tokPos;

    /// <summary><see cref="Token.Define"/>, <see cref="Token.Assign"/>, or <see cref="Token.Illegal"/> without a key.</summary>
    public Token Tok { get; } = tok;

    public Pos Range { get; } = range;

    public Expr X { get; } = x;

    public BlockStmt Body { get; } = body;

    public override Pos Pos => For;

    public override Pos End => Body.End;

    internal override void AddChildren(NodeList children) => children.Add(Key).Add(Value).Add(X).Add(Body);
}
