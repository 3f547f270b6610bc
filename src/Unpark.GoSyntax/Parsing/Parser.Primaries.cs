using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>What follows an operand: selectors, assertions, indices, slices, calls and composite literals.</summary>
internal sealed partial class Parser
{
    /// <summary>Between <c>if</c>, <c>for</c> or <c>switch</c> and its body, where <c>T {</c> begins the body and no literal; brackets lead out of it.</summary>
    private bool _inHeader;

    /// <returns>What <see cref="_inHeader"/> is to be again behind the closing bracket.</returns>
    private bool LeaveHeader()
    {
        var inHeader = _inHeader;
        _inHeader = false;
        return inHeader;
    }

    private Expr ParsePrimary(Expr x)
    {
        for (var chain = 0; !IsTooLong(chain); chain++)
        {
            switch (_token)
            {
                case Token.Period: x = ParseSelectorOrAssertion(x); break;
                case Token.LParen: x = ParseCall(x); break;
                case Token.LBrack: x = ParseIndexOrSlice(x); break;
                case Token.LBrace when CanBeLiteralType(x): x = ParseCompositeLit(x); break;
                default: return x;
            }
        }
        return x;
    }

    private Expr ParseSelectorOrAssertion(Expr x)
    {
        Next();
        if (_token != Token.LParen) return new SelectorExpr(x, ParseIdent());
        var lparen = Take();
        var type = TryTake(Token.Type) ? null : ParseType();
        return new TypeAssertExpr(x, lparen, type, Expect(Token.RParen));
    }

    private CallExpr ParseCall(Expr fun)
    {
        var lparen = Take();
        var inHeader = LeaveHeader();
        var mark = _exprs.Mark;
        var ellipsis = Pos.None;
        while (_token is not (Token.RParen or Token.EOF))
        {
            _exprs.Add(ParseExpr());
            if (_token == Token.Ellipsis) ellipsis = Take();
            if (!TryTake(Token.Comma) || ellipsis.IsValid) break;
        }
        _inHeader = inHeader;
        var args = _exprs.Take(mark);
        return new(fun, lparen, args, ellipsis, ExpectClosing(Token.RParen, "a list of arguments"));
    }

    private Expr ParseIndexOrSlice(Expr x)
    {
        var lbrack = Take();
        var inHeader = LeaveHeader();
        var first = _token == Token.Colon ? null : ParseExpr();
        var result = _token == Token.Colon ? ParseSlice(x, lbrack, first) : ParseIndices(x, lbrack, first!);
        _inHeader = inHeader;
        return result;
    }

    // The first index may be an expression; with a second one all are types.
    private Expr ParseIndices(Expr x, Pos lbrack, Expr first)
    {
        var mark = _exprs.Mark;
        _exprs.Add(first);
        while (TryTake(Token.Comma) && _token is not (Token.RBrack or Token.EOF)) _exprs.Add(ParseType());
        return Index(x, lbrack, mark, Expect(Token.RBrack));
    }

    private SliceExpr ParseSlice(Expr x, Pos lbrack, Expr? low)
    {
        Next();
        var high = TryParseBound();
        var slice3 = _token == Token.Colon;
        if (slice3 && high is null) Error(Here, "a slice with two colons needs its middle index");
        var max = TryTake(Token.Colon) ? TryParseBound() : null;
        if (slice3 && max is null) Error(Here, "a slice with two colons needs its last index");
        return new(x, lbrack, low, high, max, slice3, Expect(Token.RBrack));
    }

    private Expr? TryParseBound() => _token is Token.Colon or Token.RBrack or Token.EOF ? null : ParseExpr();

    private bool CanBeLiteralType(Expr x)
    {
        var type = x.Unparen();
        var can = type switch
        {
            Ident or SelectorExpr or IndexExpr or IndexListExpr or BadExpr => !_inHeader,
            ArrayType or StructType or MapType => true,
            _ => false,
        };
        if (can && type != x) Error(x.Pos, "the type of a literal in parentheses");
        return can;
    }

    private CompositeLit ParseCompositeLit(Expr? type)
    {
        if (!TryEnter()) return new(type, Missing, [], Missing);
        var lbrace = Take();
        var inHeader = LeaveHeader();
        var mark = _exprs.Mark;
        while (_token is not (Token.RBrace or Token.EOF))
        {
            _exprs.Add(ParseElement());
            if (!TryTake(Token.Comma)) break;
        }
        _inHeader = inHeader;
        _depth--;
        var elts = _exprs.Take(mark);
        return new(type, lbrace, elts, ExpectClosing(Token.RBrace, "a composite literal"));
    }

    private Expr ParseElement()
    {
        var value = ParseElementValue();
        return _token == Token.Colon ? new KeyValueExpr(value, Take(), ParseElementValue()) : value;
    }

    private Expr ParseElementValue() => _token == Token.LBrace ? ParseCompositeLit(type: null) : ParseExpr();
}
