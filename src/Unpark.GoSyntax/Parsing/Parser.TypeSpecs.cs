using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>
/// Declarations of types, whose first bracket is hard to read: <c>type T[P *C] ...</c> may be an array of P times C,
/// or have a type parameter P with the constraint *C.
/// </summary>
internal sealed partial class Parser
{
    private TypeSpec ParseTypeSpec(CommentGroup? doc)
    {
        var name = ParseIdent();
        return _token == Token.LBrack ? ParseBracketedTypeSpec(doc, name) : ParseTypeSpecEnd(doc, name, typeParams: null);
    }

    private TypeSpec ParseTypeSpecEnd(CommentGroup? doc, Ident name, FieldList? typeParams)
    {
        var assign = _token == Token.Assign ? Take() : Pos.None;
        var type = ParseType();
        return new(doc, name, typeParams, assign, type, ExpectSemicolon());
    }

    private TypeSpec ParseBracketedTypeSpec(CommentGroup? doc, Ident name)
    {
        var lbrack = Take();
        var length = _token == Token.Ident ? ParseLengthOrParameter() : null;
        if (length is not null && TrySplit(length, _token == Token.Comma, out var parameter) && (parameter.Type is not null || _token != Token.RBrack))
        {
            var list = ParseParameterList(parameter, Token.RBrack);
            return ParseTypeSpecEnd(doc, name, new(lbrack, list, Expect(Token.RBrack)));
        }
        var type = ParseArrayType(lbrack, length);
        return new(doc, name, typeParams: null, Pos.None, type, ExpectSemicolon());
    }

    // A name with a bracket behind it is no length, for an element of an array is no constant: "P []E" begins a parameter.
    private Expr ParseLengthOrParameter()
    {
        var inHeader = LeaveHeader();
        Expr first = ParseIdent();
        if (_token != Token.LBrack) first = ParseBinary(ParsePrimary(first), loosest: 1);
        _inHeader = inHeader;
        return first;
    }

    /// <summary>Reads an expression as a name and a constraint: <c>P *C</c>, <c>P (C)</c>, <c>P *C|D</c>, or a name alone.</summary>
    /// <param name="isParameter">It stands before a comma; otherwise it must hold what only a type can be.</param>
    private static bool TrySplit(Expr expr, bool isParameter, out Parameter parameter)
    {
        parameter = expr switch
        {
            Ident name => new(name, null),
            BinaryExpr { Op: Token.Mul, X: Ident name } product when isParameter || IsTypeForSure(product.Y) =>
                new(name, new StarExpr(product.OpPos, product.Y)),
            BinaryExpr { Op: Token.Or } union when TrySplit(union.X, isParameter || IsTypeForSure(union.Y), out var first) && first.Type is not null =>
                new(first.Name, new BinaryExpr(first.Type, union.OpPos, union.Op, union.Y)),
            CallExpr { Fun: Ident name, Args: [var type], Ellipsis.IsValid: false } call when isParameter || IsTypeForSure(type) =>
                new(name, new ParenExpr(call.Lparen, type, call.Rparen)),
            _ => default,
        };
        return parameter.Name is not null;
    }

    private static bool IsTypeForSure(Expr expr) => expr switch
    {
        ArrayType or StructType or FuncType or InterfaceType or MapType or ChanType => true,
        UnaryExpr unary => unary.Op == Token.Tilde,
        BinaryExpr binary => IsTypeForSure(binary.X) || IsTypeForSure(binary.Y),
        ParenExpr paren => IsTypeForSure(paren.X),
        _ => false,
    };
}
