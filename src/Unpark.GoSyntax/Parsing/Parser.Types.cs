using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Types; those with fields or methods inside are in a part of their own.</summary>
internal sealed partial class Parser
{
    private Expr ParseType() => TryParseType() ?? BadType("a type");

    private BadExpr BadType(string expected)
    {
        ErrorExpected(expected);
        return new(Here, Here);
    }

    /// <returns>Null, with nothing taken, when no type begins here.</returns>
    private Expr? TryParseType()
    {
        if (_token == Token.Ident) return ParseQualifiedType(ParseIdent());
        if (!TryEnter()) return null;
        Expr? type = _token switch
        {
            Token.LBrack => ParseArrayType(Take(), length: null),
            Token.Struct => ParseStructType(),
            Token.Mul => new StarExpr(Take(), ParseType()),
            Token.Func when !IsAtFunction() => ParseFuncType(),
            Token.Interface => ParseInterfaceType(),
            Token.Map => ParseMapType(),
            Token.Chan or Token.Arrow => ParseChanType(),
            Token.LParen => new ParenExpr(Take(), ParseType(), Expect(Token.RParen)),
            _ => null,
        };
        _depth--;
        return type;
    }

    // "T", "pkg.T", "T[int]"
    private Expr ParseQualifiedType(Ident name)
    {
        var type = ParseQualifiedName(name);
        return _token == Token.LBrack ? ParseInstance(type) : type;
    }

    private Expr ParseQualifiedName(Ident name) => TryTake(Token.Period) ? new SelectorExpr(name, ParseIdent()) : name;

    private Expr ParseInstance(Expr generic)
    {
        if (!TryEnter()) return generic;
        var lbrack = Take();
        var inHeader = LeaveHeader();
        var mark = _exprs.Mark;
        do _exprs.Add(ParseType());
        while (TryTake(Token.Comma) && _token != Token.RBrack);
        _inHeader = inHeader;
        _depth--;
        return Index(generic, lbrack, mark, ExpectClosing(Token.RBrack, "a list of type arguments"));
    }

    /// <summary>One argument makes an <see cref="IndexExpr"/>, several an <see cref="IndexListExpr"/>.</summary>
    private Expr Index(Expr x, Pos lbrack, int mark, Pos rbrack) => _exprs.Take(mark) switch
    {
        [var index] => new IndexExpr(x, lbrack, index, rbrack),
        var indices => new IndexListExpr(x, lbrack, indices, rbrack),
    };

    private ArrayType ParseArrayType(Pos lbrack, Expr? length)
    {
        if (length is null && _token != Token.RBrack) length = ParseArrayLength();
        Expect(Token.RBrack);
        return new(lbrack, length, ParseType());
    }

    private Expr ParseArrayLength()
    {
        if (_token == Token.Ellipsis) return new Ellipsis(Take(), elt: null);
        var inHeader = LeaveHeader();
        var length = ParseExpr();
        _inHeader = inHeader;
        return length;
    }

    /// <summary>Behind a name a bracket begins its type, <c>x []T</c> or <c>x [n]T</c>, or the arguments of the generic type it is, <c>T[int]</c>.</summary>
    private Parameter ParseArrayOrInstance(Ident name)
    {
        var lbrack = Take();
        if (TryTake(Token.RBrack)) return new(name, new ArrayType(lbrack, null, ParseType()));
        var inHeader = LeaveHeader();
        var mark = _exprs.Mark;
        var comma = Pos.None;
        do
        {
            _exprs.Add(ParseExpr());
            comma = _token == Token.Comma ? Here : Pos.None;
        }
        while (TryTake(Token.Comma) && _token != Token.RBrack);
        _inHeader = inHeader;
        var rbrack = Expect(Token.RBrack);
        if (_exprs.Mark - mark > 1 || TryParseType() is not { } elt) return new(null, Index(name, lbrack, mark, rbrack));
        if (comma.IsValid) Error(comma, "a comma in the length of an array");
        return new(name, new ArrayType(lbrack, _exprs.Take(mark)[0], elt));
    }

    private FuncType ParseFuncType()
    {
        var func = Take();
        if (_token == Token.LBrack)
        {
            Error(Here, "a function type has no type parameters");
            ParseTypeParameters();
        }
        return ParseSignature(func);
    }

    private FuncType ParseSignature(Pos func)
    {
        var @params = ParseParameters();
        return new(func, typeParams: null, @params, ParseResults());
    }

    private MapType ParseMapType()
    {
        var map = Take();
        Expect(Token.LBrack);
        var key = ParseType();
        Expect(Token.RBrack);
        return new(map, key, ParseType());
    }

    private ChanType ParseChanType()
    {
        var begin = Here;
        if (TryTake(Token.Arrow))
        {
            Expect(Token.Chan);
            return new(begin, begin, ChanDir.Recv, ParseType());
        }
        Next();
        var arrow = _token == Token.Arrow ? Take() : Pos.None;
        return new(begin, arrow, arrow.IsValid ? ChanDir.Send : ChanDir.Both, ParseType());
    }
}
