using System.Collections.Immutable;
using Unpark.GoSyntax.Build;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Parsing;

/// <summary>The file as a whole.</summary>
internal sealed partial class Parser
{
    public File ParseFile()
    {
        var doc = LeadComment;
        var package = Expect(Token.Package);
        var name = ParseIdent();
        ExpectSemicolon();
        var decls = ParseDecls();
        return new(source)
        {
            Doc = doc,
            Package = package,
            Name = name,
            Decls = decls,
            Imports = [.. decls.OfType<GenDecl>().SelectMany(decl => decl.Specs).OfType<ImportSpec>()],
            Comments = _comments.Groups,
            GoVersion = GoVersion(),
            Errors = errors.InOrder(),
        };
    }

    private ImmutableArray<Decl> ParseDecls()
    {
        var mark = _decls.Mark;
        var previous = Token.Import;
        while (_token != Token.EOF)
        {
            if (_token == Token.Import && previous != Token.Import) Error(Here, "imports stand before other declarations");
            previous = _token;
            var start = _at;
            _decls.Add(ParseDecl());
            if (_at == start) Next();
        }
        return _decls.Take(mark);
    }

    // The last constraint above the package clause counts.
    private string GoVersion()
    {
        var version = "";
        foreach (var comment in tokens.Comments)
        {
            if (comment.Token > 0) break;
            if (!source.Bytes.Span[comment.Start..].StartsWith("//go:build"u8)) continue;
            if (BuildConstraint.TryParse(source.TextOf(new(comment.Start), new(comment.End)), out var constraint)) version = constraint.GoVersion;
        }
        return version;
    }
}
