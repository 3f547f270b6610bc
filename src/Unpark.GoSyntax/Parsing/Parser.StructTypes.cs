using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Fields of structs; methods and unions of interfaces.</summary>
internal sealed partial class Parser
{
    private StructType ParseStructType()
    {
        var @struct = Take();
        var opening = Expect(Token.LBrace);
        var mark = _fields.Mark;
        while (_token is Token.Ident or Token.Mul or Token.LParen) _fields.Add(ParseField());
        var list = _fields.Take(mark);
        return new(@struct, new(opening, list, Expect(Token.RBrace)));
    }

    private Field ParseField()
    {
        var doc = LeadComment;
        var (names, type) = _token == Token.Ident ? ParseNamedField() : ([], ParseEmbeddedField());
        var tag = _token == Token.String ? ParseBasicLit() : null;
        return new(doc, names, type, tag, ExpectSemicolon());
    }

    private (ImmutableArray<Ident> Names, Expr Type) ParseNamedField()
    {
        var first = ParseIdent();
        switch (_token)
        {
            case Token.Period: return ([], ParseQualifiedType(first));
            case Token.String or Token.Semicolon or Token.RBrace: return ([], first);
            case Token.LBrack:
                var field = ParseArrayOrInstance(first);
                return (field.Name is { } name ? [name] : [], field.Type!);
        }
        var mark = _idents.Mark;
        _idents.Add(first);
        while (TryTake(Token.Comma)) _idents.Add(ParseIdent());
        return (_idents.Take(mark), ParseType());
    }

    // "*T"; "(T)", "*(T)" and "(*T)" are read, though they are errors.
    private Expr ParseEmbeddedField()
    {
        if (_token == Token.Mul) return new StarExpr(Take(), _token == Token.LParen ? ParseEmbeddedField() : ParseQualifiedType(ParseIdent()));
        if (_token != Token.LParen) return ParseQualifiedType(ParseIdent());
        Error(Here, "an embedded type in parentheses");
        if (!TryEnter()) return new BadExpr(Here, Here);
        var type = new ParenExpr(Take(), ParseEmbeddedField(), Expect(Token.RParen));
        _depth--;
        return type;
    }

    private InterfaceType ParseInterfaceType()
    {
        var @interface = Take();
        var opening = Expect(Token.LBrace);
        var mark = _fields.Mark;
        while (_token is not (Token.RBrace or Token.EOF) && TryParseInterfaceElement())
        {
        }
        var list = _fields.Take(mark);
        return new(@interface, new(opening, list, Expect(Token.RBrace)));
    }

    private bool TryParseInterfaceElement()
    {
        var start = _at;
        var doc = _token == Token.Ident ? LeadComment : null;
        var (names, type) = _token == Token.Ident ? ParseMethodOrEmbedded() : ([], ParseUnion());
        if (_at == start) return false;
        _fields.Add(new(doc, names, type, tag: null, ExpectSemicolon()));
        return true;
    }

    private (ImmutableArray<Ident> Names, Expr Type) ParseMethodOrEmbedded()
    {
        var name = ParseIdent();
        return _token switch
        {
            Token.LParen => ([name], ParseSignature(Pos.None)),
            Token.LBrack => ParseGenericMethodOrEmbedded(name),
            _ => ([], ParseUnion(ParseQualifiedType(name))),
        };
    }

    // "T[int, string]", or "m[P any](P)", which is an error.
    private (ImmutableArray<Ident> Names, Expr Type) ParseGenericMethodOrEmbedded(Ident name)
    {
        var lbrack = Take();
        var inHeader = LeaveHeader();
        var first = ParseExpr();
        var mark = _exprs.Mark;
        _exprs.Add(first);
        if (first is Ident parameter && _token is not (Token.Comma or Token.RBrack))
        {
            _exprs.Drop(mark);
            Error(lbrack, "a method of an interface has no type parameters");
            ParseParameterList(new(parameter, null), Token.RBrack);
            Expect(Token.RBrack);
            _inHeader = inHeader;
            return ([name], ParseSignature(Pos.None));
        }
        while (TryTake(Token.Comma) && _token != Token.RBrack) _exprs.Add(ParseType());
        _inHeader = inHeader;
        return ([], ParseUnion(Index(name, lbrack, mark, ExpectClosing(Token.RBrack, "a list of type arguments"))));
    }

    // "~int | string | T"
    private Expr ParseUnion(Expr? first = null)
    {
        var union = first ?? ParseUnionTerm();
        for (var chain = 0; _token == Token.Or && !IsTooLong(chain); chain++) union = new BinaryExpr(union, Take(), Token.Or, ParseUnionTerm());
        return union;
    }

    private Expr ParseUnionTerm() => _token == Token.Tilde ? new UnaryExpr(Take(), Token.Tilde, ParseType()) : TryParseType() ?? BadType("a type or '~'");
}
