using System.Runtime.CompilerServices;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Recursive descent over the tokens of a file, one look ahead; a part for each part of the language.</summary>
/// <remarks>
/// It never goes back. Where a token is missing the parser says so, takes nothing and goes on; statements and declarations
/// skip to the next place where one can begin.
/// </remarks>
internal sealed partial class Parser(SourceText source, TokenList tokens, NameTable names, ErrorList errors, ParseLimits limits, int fileNumber)
{
    private readonly CommentBinder _comments = new(source, tokens);
    private readonly Scratch<Expr> _exprs = new();
    private readonly Scratch<Stmt> _stmts = new();
    private readonly Scratch<Ident> _idents = new();
    private readonly Scratch<Field> _fields = new();
    private readonly Scratch<Spec> _specs = new();
    private readonly Scratch<Decl> _decls = new();
    private readonly Scratch<Parameter> _parameters = new();

    private int _at;
    private int _nameCount;
    private Token _token = tokens[0].Token;
    private int _depth;
    private bool _hasStopped;

    private Lexeme Current => tokens[_at];

    private Pos Here => tokens[_at].Pos;

    /// <summary>The place of a token that is not there: one byte fits there even at the end of the file.</summary>
    private Pos Missing => new(Math.Max(0, Math.Min(Here.Offset, source.Bytes.Length - 1)));

    private CommentGroup? LeadComment => _comments.LeadOf(_at);

    private void Next()
    {
        if (_token != Token.EOF) _token = tokens[++_at].Token;
    }

    /// <returns>Where the token was.</returns>
    private Pos Take()
    {
        var pos = Here;
        Next();
        return pos;
    }

    private bool TryTake(Token token)
    {
        if (_token != token) return false;
        Next();
        return true;
    }

    /// <returns>Where the token is, or should be.</returns>
    private Pos Expect(Token token)
    {
        if (_token == token) return Take();
        ErrorExpected($"'{token.Text()}'");
        return Missing;
    }

    /// <summary>Takes the bracket behind a list whose last element needs a comma when the line ends there.</summary>
    private Pos ExpectClosing(Token token, string list)
    {
        if (_token == token) return Take();
        if (Current.IsImplicit) Error(Here, $"expected ',' at the end of a line in {list}");
        else ErrorExpected($"',' or '{token.Text()}' in {list}");
        return Missing;
    }

    /// <summary>Takes the semicolon behind a statement or declaration, which a closing bracket makes unnecessary.</summary>
    /// <returns>The comment on the same line.</returns>
    private CommentGroup? ExpectSemicolon()
    {
        if (_token is Token.RParen or Token.RBrace) return null;
        if (_token == Token.Semicolon)
        {
            var comment = Current.IsImplicit ? _comments.LineOf(_at) : null;
            var isWritten = !Current.IsImplicit;
            Next();
            return isWritten ? _comments.LineOf(_at) : comment;
        }
        ErrorExpected("';' or a new line");
        SkipToStatement();
        return null;
    }

    private void ErrorExpected(string what) => Error(Here, $"expected {what}, found {Found}");

    private string Found => _token switch
    {
        Token.Semicolon when Current.IsImplicit => "the end of the line",
        Token.Ident => names[Current.Value],
        Token.EOF => _token.Text(),
        _ when _token.IsLiteral() => source.TextOf(Here, new(Current.Value)),
        _ => $"'{_token.Text()}'",
    };

    private void Error(Pos pos, string message)
    {
        if (!_hasStopped) errors.Add(pos, message);
    }

    /// <summary>Goes one level deeper; the caller takes <see cref="_depth"/> back. When it is too deep the rest of the file is left out.</summary>
    private bool TryEnter()
    {
        if (++_depth <= limits.MaxDepth && (_depth % 16 != 0 || RuntimeHelpers.TryEnsureSufficientExecutionStack())) return true;
        return !Stop($"nested deeper than {limits.MaxDepth} levels (ParseLimits.MaxDepth)");
    }

    private bool IsTooLong(int chain) => chain > limits.MaxChain && Stop($"a chain of more than {limits.MaxChain} operations (ParseLimits.MaxChain)");

    /// <returns>True: it has stopped.</returns>
    private bool Stop(string why)
    {
        if (_hasStopped) return true;
        errors.AddLast(Here, $"{why}; the rest of the file is left out");
        _hasStopped = true;
        _at = tokens.Count - 1;
        _token = Token.EOF;
        return true;
    }
}
