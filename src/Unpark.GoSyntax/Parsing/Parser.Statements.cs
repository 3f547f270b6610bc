using System.Collections.Immutable;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Statements; those with a header and a body are in a part of their own.</summary>
internal sealed partial class Parser
{
    private BlockStmt ParseBody()
    {
        var lbrace = Expect(Token.LBrace);
        var list = ParseStmts();
        if (_token == Token.RBrace) return new(lbrace, list, Take());
        ErrorExpected("'}'");
        return new(lbrace, list, Pos.None);
    }

    /// <summary>Up to the end of the block or the next <c>case</c>.</summary>
    private ImmutableArray<Stmt> ParseStmts()
    {
        var mark = _stmts.Mark;
        while (_token is not (Token.RBrace or Token.Case or Token.Default or Token.EOF) && !IsAtFunction())
        {
            var start = _at;
            _stmts.Add(ParseStmt());
            if (_at == start) Next();
        }
        return _stmts.Take(mark);
    }

    private Stmt ParseStmt()
    {
        if (!TryEnter()) return new BadStmt(Here, Here);
        var stmt = _token switch
        {
            Token.Const or Token.Type or Token.Var => new DeclStmt(ParseGenDecl()),
            Token.If => ParseIf(),
            Token.For => ParseFor(),
            Token.Switch => ParseSwitch(),
            Token.Select => ParseSelect(),
            Token.Return => ParseReturn(),
            Token.Go => ParseGo(),
            Token.Defer => ParseDefer(),
            Token.Break or Token.Continue or Token.Goto or Token.Fallthrough => ParseBranch(),
            Token.LBrace => ParseBlock(),
            Token.Semicolon => ParseEmpty(),
            Token.RBrace => new EmptyStmt(Here, @implicit: true),
            _ when CanBeginSimpleStmt(_token) => ParseSimpleOrLabeled(),
            _ => ParseBadStmt(),
        };
        _depth--;
        return stmt;
    }

    private static bool CanBeginSimpleStmt(Token token) => token
        is (>= Token.Ident and <= Token.String)
        or Token.Func or Token.LParen or Token.LBrack or Token.Struct or Token.Map or Token.Chan or Token.Interface
        or Token.Add or Token.Sub or Token.Mul or Token.And or Token.Xor or Token.Arrow or Token.Not;

    private BadStmt ParseBadStmt()
    {
        var from = Here;
        ErrorExpected("a statement");
        SkipToStatement();
        return new(from, Here);
    }

    private EmptyStmt ParseEmpty()
    {
        var isImplicit = Current.IsImplicit;
        return new(Take(), isImplicit);
    }

    private BlockStmt ParseBlock()
    {
        var block = ParseBody();
        ExpectSemicolon();
        return block;
    }

    private Stmt ParseSimpleOrLabeled()
    {
        var list = ParseExprs();
        if (list is [Ident label] && _token == Token.Colon) return new LabeledStmt(label, Take(), ParseStmt());
        var stmt = ParseSimpleEnd(list);
        ExpectSemicolon();
        return stmt;
    }

    private Stmt ParseSimple() => ParseSimpleEnd(ParseExprs());

    /// <param name="list">The expressions before the operator that tells what statement it is.</param>
    private Stmt ParseSimpleEnd(ImmutableArray<Expr> list)
    {
        var token = _token;
        if (token.IsAssignment()) return new AssignStmt(list, Take(), token, ParseExprs());
        if (list.Length > 1) Error(list[0].Pos, "expected one expression, found several");
        switch (token)
        {
            case Token.Arrow: return new SendStmt(list[0], Take(), ParseExpr());
            case Token.Inc or Token.Dec: return new IncDecStmt(list[0], Take(), token);
            case Token.Colon:
                Error(Here, "a label is a name alone, where a statement begins");
                Next();
                return new BadStmt(list[0].Pos, Here);
            default: return new ExprStmt(list[0]);
        }
    }

    private Stmt ParseGo()
    {
        var pos = Take();
        return ParseCallAfter("go") is { } call ? new GoStmt(pos, call) : new BadStmt(pos, Here);
    }

    private Stmt ParseDefer()
    {
        var pos = Take();
        return ParseCallAfter("defer") is { } call ? new DeferStmt(pos, call) : new BadStmt(pos, Here);
    }

    private CallExpr? ParseCallAfter(string keyword)
    {
        var x = ParseExpr();
        if (x is ParenExpr) Error(x.Pos, $"the call behind '{keyword}' in parentheses");
        var call = x.Unparen() as CallExpr;
        if (call is null && x is not BadExpr) Error(x.Pos, $"expected a call behind '{keyword}'");
        ExpectSemicolon();
        return call;
    }

    private ReturnStmt ParseReturn()
    {
        var pos = Take();
        var results = _token is Token.Semicolon or Token.RBrace ? [] : ParseExprs();
        ExpectSemicolon();
        return new(pos, results);
    }

    private BranchStmt ParseBranch()
    {
        var (token, pos) = (_token, Take());
        var hasLabel = token == Token.Goto || (token is Token.Break or Token.Continue && _token == Token.Ident);
        var label = hasLabel ? ParseIdent() : null;
        ExpectSemicolon();
        return new(pos, token, label);
    }
}
