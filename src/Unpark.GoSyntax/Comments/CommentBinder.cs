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
        var comments = _tokens.Comments;
        var token = comments[at].Token;
        var next = _tokens[token];
        CommentGroup? line = null, lead = null;
        if (token > 0 && LinesBetween(_tokens[token - 1].Offset, comments[at].Start) == 0)
        {
            var group = Group(ref at, end, gap: 0);
            if (LinesBetween(comments[at - 1].End, next.Offset) != 0 || next.Token is Token.Semicolon or Token.EOF) line = group;
        }
        while (at < end) lead = Group(ref at, end, gap: 1);
        if (lead is not null && LinesBetween(comments[at - 1].End, next.Offset) != 1) lead = null;
        if (line is not null || lead is not null) _bound.Add(new(token, lead, line));
    }

    private CommentGroup Group(ref int at, int end, int gap)
    {
        var first = at++;
        while (at < end && LinesBetween(_tokens.Comments[at - 1].End, _tokens.Comments[at].Start) <= gap) at++;

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

    // How many line ends are between two offsets; -1 when the second is the line end inside a comment that ends at the first.
    private int LinesBetween(int from, int to) => to < from ? -1 : _source.Bytes.Span[from..to].Count((byte)'\n');

    private readonly record struct Bound(int Token, CommentGroup? Lead, CommentGroup? Line);
}
