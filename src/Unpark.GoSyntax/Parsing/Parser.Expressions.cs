using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Expressions by precedence, and their operands.</summary>
internal sealed partial class Parser
{
    private Expr ParseExpr() => ParseBinary(ParseUnary(), loosest: 1);

    private ImmutableArray<Expr> ParseExprs()
    {
        var mark = _exprs.Mark;
        do _exprs.Add(ParseExpr());
        while (TryTake(Token.Comma));
        return _exprs.Take(mark);
    }

    /// <param name="loosest">Operators that bind less are left to the caller.</param>
    private Expr ParseBinary(Expr x, int loosest)
    {
        for (var chain = 0; !IsTooLong(chain); chain++)
        {
            var op = _token;
            var precedence = op.Precedence();
            if (precedence < loosest) break;
            x = new BinaryExpr(x, Take(), op, ParseBinary(ParseUnary(), precedence + 1));
        }
        return x;
    }

    private Expr ParseUnary()
    {
        if (!TryEnter()) return new BadExpr(Here, Here);
        var op = _token;
        var x = op switch
        {
            Token.Add or Token.Sub or Token.Not or Token.Xor or Token.And or Token.Tilde => new UnaryExpr(Take(), op, ParseUnary()),
            Token.Arrow => ParseReceive(),
            Token.Mul => new StarExpr(Take(), ParseUnary()),
            _ => ParsePrimary(ParseOperand()),
        };
        _depth--;
        return x;
    }

    // "<-ch", unless a channel type follows: "<-chan T" begins like a receive.
    private Expr ParseReceive()
    {
        var arrow = Take();
        var x = ParseUnary();
        return x is ChanType type ? WithArrow(arrow, type) : new UnaryExpr(arrow, Token.Arrow, x);
    }

    // "<-" before "chan<- (chan T)" makes it "<-chan (<-chan T)": each arrow belongs to the next chan.
    private ChanType WithArrow(Pos arrow, ChanType type)
    {
        switch (type.Dir)
        {
            case ChanDir.Both: return new(arrow, arrow, ChanDir.Recv, type.Value);
            case ChanDir.Send when type.Value is ChanType value: return new(arrow, arrow, ChanDir.Recv, WithArrow(type.Arrow, value));
        }
        Error(type.Arrow, type.Dir == ChanDir.Send ? "expected a channel type behind '<-'" : "expected 'chan', found '<-'");
        return type;
    }

    private Expr ParseOperand()
    {
        switch (_token)
        {
            case Token.Ident: return ParseIdent();
            case Token.Int or Token.Float or Token.Imag or Token.Char or Token.String: return ParseBasicLit();
            case Token.LParen: return ParseParen();
            case Token.Func when !IsAtFunction(): return ParseFuncTypeOrLit();
        }
        return TryParseType() ?? BadOperand();
    }

    private BadExpr BadOperand()
    {
        ErrorExpected("an operand");
        return new(Here, Here);
    }

    private BasicLit ParseBasicLit()
    {
        var (pos, kind) = (Here, _token);
        return new(source, pos, new(TakeValue()), kind);
    }

    private ParenExpr ParseParen()
    {
        var lparen = Take();
        var inHeader = LeaveHeader();
        var x = ParseExpr();
        _inHeader = inHeader;
        return new(lparen, x, Expect(Token.RParen));
    }

    private Expr ParseFuncTypeOrLit()
    {
        var type = ParseFuncType();
        if (_token != Token.LBrace) return type;
        var inHeader = LeaveHeader();
        var body = ParseBody();
        _inHeader = inHeader;
        return new FuncLit(type, body);
    }
}
