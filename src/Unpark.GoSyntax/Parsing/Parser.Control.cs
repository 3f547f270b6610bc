using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Parsing;

/// <summary><c>if</c> and <c>for</c>.</summary>
internal sealed partial class Parser
{
    private IfStmt ParseIf()
    {
        var pos = Take();
        var (init, cond) = ParseIfHeader();
        var body = ParseBody();
        if (TryTake(Token.Else)) return new(pos, init, cond, body, ParseElse());
        ExpectSemicolon();
        return new(pos, init, cond, body, @else: null);
    }

    private Stmt ParseElse()
    {
        switch (_token)
        {
            case Token.If: return ParseStmt();
            case Token.LBrace: return ParseBlock();
        }
        ErrorExpected("'if' or '{' behind 'else'");
        return new BadStmt(Here, Here);
    }

    private (Stmt? Init, Expr Cond) ParseIfHeader()
    {
        var inHeader = EnterHeader();
        var first = _token is Token.Semicolon or Token.LBrace ? null : ParseSimple();
        var hasInit = _token == Token.Semicolon;
        if (hasInit) Next();
        var second = hasInit && _token != Token.LBrace ? ParseSimple() : null;
        _inHeader = inHeader;
        var cond = AsExpr(hasInit ? second : first, "a condition");
        if (cond is null) ErrorExpected("a condition behind 'if'");
        return (hasInit ? first : null, cond ?? new BadExpr(Here, Here));
    }

    private bool EnterHeader()
    {
        var inHeader = _inHeader;
        _inHeader = true;
        return inHeader;
    }

    /// <summary>The expression that a statement consists of; another statement is an error.</summary>
    private Expr? AsExpr(Stmt? stmt, string expected)
    {
        if (stmt is null or ExprStmt) return (stmt as ExprStmt)?.X;
        Error(stmt.Pos, $"expected {expected}, found a statement; a composite literal here needs parentheses");
        return new BadExpr(stmt.Pos, stmt.End);
    }

    private Stmt ParseFor()
    {
        var pos = Take();
        var inHeader = EnterHeader();
        var list = _token is Token.LBrace or Token.Semicolon or Token.Range ? [] : ParseExprs();
        if (IsAtRange(list)) return ParseRange(pos, list, inHeader);
        var first = list.IsEmpty ? null : ParseSimpleEnd(list);
        Stmt? init = null, post = null;
        if (TryTake(Token.Semicolon))
        {
            init = first;
            first = _token == Token.Semicolon ? null : ParseSimple();
            ExpectSemicolon();
            post = _token == Token.LBrace ? null : ParseSimple();
        }
        _inHeader = inHeader;
        var body = ParseBlock();
        return new ForStmt(pos, init, AsExpr(first, "a condition or a range"), post, body);
    }

    // "range x", "k, v := range x" or "k, v = range x"
    private bool IsAtRange(ImmutableArray<Expr> list) => (list.IsEmpty && _token == Token.Range) || (_token is Token.Define or Token.Assign && tokens[_at + 1].Token == Token.Range);

    private RangeStmt ParseRange(Pos pos, ImmutableArray<Expr> list, bool inHeader)
    {
        if (list.Length > 2) Error(list[2].Pos, "expected at most two expressions before 'range'");
        var (tokPos, token) = _token == Token.Range ? (Pos.None, Token.Illegal) : (Here, _token);
        if (tokPos.IsValid) Next();
        var range = Take();
        var x = ParseExpr();
        _inHeader = inHeader;
        return new(pos, list.ElementAtOrDefault(0), list.ElementAtOrDefault(1), tokPos, token, range, x, ParseBlock());
    }
}
