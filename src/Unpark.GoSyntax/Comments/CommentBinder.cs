using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Comments;

/// <summary>Puts comments into groups and says which group documents a token.</summary>
/// <remarks>The rules are those of <c>parser.next</c> in go/parser, 1.27. Ask for tokens in their order: each look goes on where the last one ended.</remarks>
internal sealed class CommentBinder
{
    private readonly SourceText _source;
    private readonly TokenList _tokens;
    private readonly List<CommentGroup> _groups = [];
    private readonly List<Bound> _bound = [];
    private int _next;

    public CommentBinder(SourceText source, TokenList tokens)
    {
        (_source, _tokens) = (source, tokens);
        for (var first = 0; first < tokens.Comments.Count;)
        {
            var end = first + 1;
            while (end < tokens.Comments.Count && tokens.Comments[end].Token == tokens.Comments[first].Token) end++;
            Bind(first, end);
            first = end;
        }
    }

    public ImmutableArray<CommentGroup> Groups => [.. _groups];

    /// <summary>The comment that ends on the line above the token; null when there is none.</summary>
    public CommentGroup? LeadOf(int token) => At(token).Lead;

    /// <summary>The comment behind the token before this one, on its line and the last thing there.</summary>
    public CommentGroup? LineOf(int token) => At(token).Line;

    private Bound At(int token)
    {
        while (_next < _bound.Count && _bound[_next].Token < token) _next++;
        return _next < _bound.Count && _bound[_next].Token == token ? _bound[_next] : default;
    }

    // The comments between one token and the next.
    private void Bind(int at, int end)
    {
        var token = _tokens.Comments[at].Token;
        var previousLine = token == 0 ? 0 : _source.LineOf(_tokens[token - 1].Pos);
        var nextLine = _source.LineOf(_tokens[token].Pos);
        CommentGroup? line = null, lead = null;
        if (StartLine(at) == previousLine)
        {
            var group = Group(ref at, end, gap: 0, out var endLine);
            if (endLine != nextLine || _tokens[token].Token is Token.Semicolon or Token.EOF) line = group;
        }
        while (at < end)
        {
            var group = Group(ref at, end, gap: 1, out var endLine);
            if (at == end && endLine + 1 == nextLine) lead = group;
        }
        if (line is not null || lead is not null) _bound.Add(new(token, lead, line));
    }

    private CommentGroup Group(ref int at, int end, int gap, out int endLine)
    {
        var first = at;
        do endLine = EndLine(at++);
        while (at < end && StartLine(at) <= endLine + gap);

        var comments = new Comment[at - first];
        for (var i = 0; i < comments.Length; i++)
        {
            var lexeme = _tokens.Comments[first + i];
            comments[i] = new(_source, new(lexeme.Start), new(lexeme.End));
        }
        var group = new CommentGroup([.. comments]);
        _groups.Add(group);
        return group;
    }

    private int StartLine(int comment) => _source.LineOf(new(_tokens.Comments[comment].Start));

    private int EndLine(int comment) => _source.LineOf(new(_tokens.Comments[comment].End));

    private readonly record struct Bound(int Token, CommentGroup? Lead, CommentGroup? Line);
}
