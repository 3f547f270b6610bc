using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Parsing;

/// <summary>Behind an error: to the next place where the tree can go on.</summary>
internal sealed partial class Parser
{
    // What stands in braces on the way is left out with its braces.
    private void SkipToStatement()
    {
        var depth = 0;
        while (_token != Token.EOF)
        {
            if (IsAtFunction() || (depth == 0 && (_token == Token.RBrace || BeginsStatement(_token) || TryTake(Token.Semicolon)))) return;
            depth += _token switch { Token.LBrace => 1, Token.RBrace => -1, _ => 0 };
            Next();
        }
    }

    // A keyword of a declaration counts where it begins a line: inside a function it is indented.
    private void SkipToDecl()
    {
        do Next();
        while (_token != Token.EOF && !(_token is Token.Func or Token.Import or Token.Const or Token.Type or Token.Var && BeginsLine()));
    }

    // Only a declaration gives a function a name: whatever was open before it lacks its end.
    private bool IsAtFunction() => _token == Token.Func && tokens[_at + 1].Token == Token.Ident;

    private bool BeginsLine() => Here.Offset == 0 || source.Bytes.Span[Here.Offset - 1] == '\n';

    private static bool BeginsStatement(Token token) => token
        is Token.Break or Token.Const or Token.Continue or Token.Defer or Token.Fallthrough or Token.For or Token.Go or Token.Goto
        or Token.If or Token.Return or Token.Select or Token.Switch or Token.Type or Token.Var;
}
