using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Parsing;

/// <summary><c>switch</c> and <c>select</c> with their cases.</summary>
internal sealed partial class Parser
{
    private Stmt ParseSwitch()
    {
        var pos = Take();
        var inHeader = EnterHeader();
        var tag = _token is Token.LBrace or Token.Semicolon ? null : ParseSimple();
        Stmt? init = null;
        if (TryTake(Token.Semicolon))
        {
            init = tag;
            tag = _token == Token.LBrace ? null : ParseSimple();
        }
        _inHeader = inHeader;
        var isTypeSwitch = IsTypeSwitchGuard(tag);
        var body = ParseCases(isSelect: false);
        return isTypeSwitch ? new TypeSwitchStmt(pos, init, tag!, body) : new SwitchStmt(pos, init, AsExpr(tag, "an expression to switch on"), body);
    }

    // "x.(type)" or "v := x.(type)"; "v = x.(type)" is an error.
    private bool IsTypeSwitchGuard(Stmt? stmt)
    {
        switch (stmt)
        {
            case ExprStmt { X: TypeAssertExpr { Type: null } }: return true;
            case AssignStmt { Lhs: [_], Rhs: [TypeAssertExpr { Type: null }], Tok: Token.Define or Token.Assign } assign:
                if (assign.Tok == Token.Assign) Error(assign.TokPos, "expected ':=', found '='");
                return true;
            default: return false;
        }
    }

    private SelectStmt ParseSelect()
    {
        var pos = Take();
        return new(pos, ParseCases(isSelect: true));
    }

    private BlockStmt ParseCases(bool isSelect)
    {
        var lbrace = Expect(Token.LBrace);
        var mark = _stmts.Mark;
        while (_token is Token.Case or Token.Default) _stmts.Add(isSelect ? ParseCommClause() : ParseCaseClause());
        var list = _stmts.Take(mark);
        var rbrace = Expect(Token.RBrace);
        ExpectSemicolon();
        return new(lbrace, list, rbrace);
    }

    private CaseClause ParseCaseClause()
    {
        var isDefault = _token == Token.Default;
        var pos = Take();
        var list = isDefault ? [] : ParseExprs();
        var colon = Expect(Token.Colon);
        return new(pos, list, colon, ParseStmts());
    }

    private CommClause ParseCommClause()
    {
        var isDefault = _token == Token.Default;
        var pos = Take();
        var comm = isDefault ? null : ParseComm();
        var colon = Expect(Token.Colon);
        return new(pos, comm, colon, ParseStmts());
    }

    // "ch <- v", "<-ch", "v := <-ch" or "v, ok = <-ch"
    private Stmt ParseComm()
    {
        var list = ParseExprs();
        var token = _token;
        if (list.Length > (token is Token.Assign or Token.Define ? 2 : 1)) Error(list[0].Pos, "too many expressions in a case of a select");
        return token switch
        {
            Token.Arrow => new SendStmt(list[0], Take(), ParseExpr()),
            Token.Assign or Token.Define => new AssignStmt(list, Take(), token, [ParseExpr()]),
            _ => new ExprStmt(list[0]),
        };
    }
}
