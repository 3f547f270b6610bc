using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Parameters, results and type parameters.</summary>
internal sealed partial class Parser
{
    private FieldList ParseParameters() => ParseParameters(variadic: true);

    private FieldList? ParseResults()
    {
        if (_token == Token.LParen) return ParseParameters(variadic: false);
        return TryParseType() is { } type ? new(Positions.Pos.None, [UnnamedField(type)], Positions.Pos.None) : null;
    }

    private FieldList ParseParameters(bool variadic)
    {
        var opening = Expect(Token.LParen);
        var list = _token == Token.RParen ? [] : ParseParameterList(default, Token.RParen, variadic);
        return new(opening, list, Expect(Token.RParen));
    }

    private FieldList? ParseTypeParameters()
    {
        var opening = Take();
        var list = _token == Token.RBrack ? [] : ParseParameterList(default, Token.RBrack);
        var closing = Expect(Token.RBrack);
        if (list.IsEmpty) Error(closing, "an empty list of type parameters");
        return list.IsEmpty ? null : new(opening, list, closing);
    }

    /// <param name="first">Of the first parameter what is read already.</param>
    /// <param name="closing">A bracket closes type parameters, a parenthesis all others.</param>
    /// <param name="variadic">The last type may be <c>...T</c>.</param>
    private ImmutableArray<Field> ParseParameterList(Parameter first, Token closing, bool variadic = false)
    {
        var mark = _parameters.Mark;
        do
        {
            var parameter = ParseParameter(first, isTypeParameter: closing == Token.RBrack);
            if (parameter != default) _parameters.Add(parameter);
            first = default;
        }
        while (TryTake(Token.Comma) && _token != closing);
        if (_token != closing) ExpectClosing(closing, "a parameter list");

        var list = _parameters.Since(mark).ToArray();
        _parameters.Drop(mark);
        if (list.Length == 0) return [];
        CheckEllipses(list, variadic);
        return list.Any(parameter => parameter is { Name: not null, Type: not null }) ? NamedFields(list, closing) : UnnamedFields(list, closing);
    }

    private Parameter ParseParameter(Parameter first, bool isTypeParameter)
    {
        if (first.Type is not null) return new(first.Name, ParseUnion(first.Type));
        var parameter = first.Name is not null || _token == Token.Ident ? ParseNamedParameter(first.Name ?? ParseIdent()) : new(null, ParseParameterType());
        return isTypeParameter ? ParseConstraint(parameter) : parameter;
    }

    private Parameter ParseNamedParameter(Ident name) => _token switch
    {
        Token.LBrack => ParseArrayOrInstance(name),
        Token.Period => new(null, ParseQualifiedType(name)),
        Token.Ellipsis => new(name, ParseVariadic()),
        _ => new(name, TryParseType()),
    };

    private Expr? ParseParameterType()
    {
        if (_token == Token.Ellipsis) return ParseVariadic();
        if (_token == Token.Tilde) return null;
        if (TryParseType() is { } type) return type;
        ErrorExpected("a parameter or ')'");
        return null;
    }

    private Ellipsis ParseVariadic() => new(Take(), ParseType());

    // Behind "P", "P T", "T" or nothing may follow "~T" and "| T".
    private Parameter ParseConstraint(Parameter parameter) => _token switch
    {
        Token.Tilde when parameter.Type is null => new(parameter.Name, ParseUnion()),
        Token.Or when parameter.Type is Ellipsis => parameter,
        Token.Or when parameter.Type is not null => new(parameter.Name, ParseUnion(parameter.Type)),
        Token.Or when parameter.Name is not null => new(null, ParseUnion(parameter.Name)),
        _ => parameter,
    };

    // Without any name and type together all of them are types.
    private ImmutableArray<Field> UnnamedFields(Parameter[] list, Token closing)
    {
        if (closing == Token.RBrack)
        {
            var areNames = list.All(parameter => parameter.Type is null);
            Error(areNames ? Here : StartOf(list[0]), areNames ? "a type parameter without a constraint" : "a type parameter without a name, or a wrong array length");
        }
        var mark = _fields.Mark;
        foreach (var parameter in list) _fields.Add(UnnamedField(parameter.Type ?? parameter.Name!));
        return _fields.Take(mark);
    }

    // "a, b int, c string": a name alone has the type of the next parameter, and those of one type are one field.
    private ImmutableArray<Field> NamedFields(Parameter[] list, Token closing)
    {
        var mark = _fields.Mark;
        var namesMark = _idents.Mark;
        foreach (var parameter in list)
        {
            if (parameter.Name is null) Error(StartOf(parameter), closing == Token.RBrack ? "a type parameter without a name" : "a parameter without a name among parameters with names");
            _idents.Add(parameter.Name ?? new(StartOf(parameter), "_"));
            if (parameter.Type is not null) _fields.Add(new(null, _idents.Take(namesMark), parameter.Type, null, null));
        }
        if (_idents.Mark > namesMark)
        {
            Error(Here, closing == Token.RBrack ? "a type parameter without a constraint" : "a parameter without a type");
            _fields.Add(new(null, _idents.Take(namesMark), new BadExpr(Here, Here), null, null));
        }
        return _fields.Take(mark);
    }

    private void CheckEllipses(Parameter[] list, bool variadic)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Type is not Ellipsis ellipsis || (variadic && i == list.Length - 1 && !SharesType(list, i))) continue;
            Error(ellipsis.Dots, variadic ? "'...' before the last parameter" : "'...' outside of parameters");
        }
    }

    // "a, b ...int"
    private static bool SharesType(Parameter[] list, int i) => i > 0 && list[i].Name is not null && list[i - 1].Type is null;

    private static Positions.Pos StartOf(Parameter parameter) => (parameter.Name ?? parameter.Type!).Pos;

    private static Field UnnamedField(Expr type) => new(null, [], type, null, null);
}
