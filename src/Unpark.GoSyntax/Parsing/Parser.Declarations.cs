using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Imports, constants, types, variables and functions.</summary>
internal sealed partial class Parser
{
    private Decl ParseDecl()
    {
        switch (_token)
        {
            case Token.Func: return ParseFuncDecl();
            case Token.Import or Token.Const or Token.Type or Token.Var: return ParseGenDecl();
        }
        var from = Here;
        ErrorExpected("a declaration");
        SkipToDecl();
        return new BadDecl(from, Here);
    }

    private GenDecl ParseGenDecl()
    {
        var (doc, keyword, pos) = (LeadComment, _token, Take());
        var (lparen, rparen) = (Pos.None, Pos.None);
        var mark = _specs.Mark;
        if (_token == Token.LParen)
        {
            lparen = Take();
            while (_token is not (Token.RParen or Token.EOF) && TryParseSpec(keyword))
            {
            }
            rparen = Expect(Token.RParen);
            ExpectSemicolon();
        }
        else
        {
            _specs.Add(ParseSpec(keyword, doc: null));
        }
        return new(doc, pos, keyword, lparen, _specs.Take(mark), rparen);
    }

    private bool TryParseSpec(Token keyword)
    {
        var start = _at;
        _specs.Add(ParseSpec(keyword, LeadComment));
        return _at > start;
    }

    private Spec ParseSpec(Token keyword, CommentGroup? doc) => keyword switch
    {
        Token.Import => ParseImportSpec(doc),
        Token.Type => ParseTypeSpec(doc),
        _ => ParseValueSpec(doc, keyword),
    };

    private ImportSpec ParseImportSpec(CommentGroup? doc)
    {
        var name = _token switch
        {
            Token.Ident => ParseIdent(),
            Token.Period => new(Take(), "."),
            _ => null,
        };
        var path = ParseImportPath();
        return new(doc, name, path, ExpectSemicolon());
    }

    private BasicLit ParseImportPath()
    {
        if (_token == Token.String) return ParseBasicLit();
        ErrorExpected("an import path, which is a string");
        if (_token.IsLiteral()) Next();
        return new(source, Here, Here, Token.String);
    }

    // A constant without a value repeats the one above it; the type checker knows whether there is one.
    private ValueSpec ParseValueSpec(CommentGroup? doc, Token keyword)
    {
        var idents = ParseIdents();
        var type = keyword == Token.Const ? TryParseType() : _token == Token.Assign ? null : ParseType();
        var values = TryTake(Token.Assign) ? ParseExprs() : [];
        return new(doc, idents, type, values, ExpectSemicolon());
    }

    private FuncDecl ParseFuncDecl()
    {
        var (doc, func) = (LeadComment, Take());
        var recv = _token == Token.LParen ? ParseParameters() : null;
        var name = ParseIdent();
        var typeParams = _token == Token.LBrack ? ParseTypeParameters() : null;
        var @params = ParseParameters();
        var type = new FuncType(func, typeParams, @params, ParseResults());
        return new(doc, recv, name, type, ParseFuncDeclBody());
    }

    private BlockStmt? ParseFuncDeclBody()
    {
        if (TryTake(Token.Semicolon))
        {
            if (_token != Token.LBrace) return null;
            Error(Here, "the '{' of a function stands on the line of its name");
        }
        var body = _token == Token.LBrace ? ParseBody() : null;
        ExpectSemicolon();
        return body;
    }

    private ImmutableArray<Ident> ParseIdents()
    {
        var mark = _idents.Mark;
        do _idents.Add(ParseIdent());
        while (TryTake(Token.Comma));
        return _idents.Take(mark);
    }

    private Ident ParseIdent()
    {
        if (_token == Token.Ident) return new(Here, names[TakeValue()], fileNumber, _nameCount++);
        ErrorExpected("a name");
        return new(Missing, "_");
    }

    private int TakeValue()
    {
        var value = Current.Value;
        Next();
        return value;
    }
}
