using System.Buffers;

namespace Unpark.GoSyntax.Tokens;

/// <summary>The tokens of a file and, apart from them, its comments. Rented: return it when the tree stands.</summary>
internal sealed class TokenList(int capacity) : IDisposable
{
    private Lexeme[] _tokens = ArrayPool<Lexeme>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public List<CommentLexeme> Comments { get; } = [];

    public ref readonly Lexeme this[int index] => ref _tokens[index];

    /// <summary>The last one so far; an illegal one when there is none.</summary>
    public Token Last => Count == 0 ? Token.Illegal : _tokens[Count - 1].Token;

    public void Add(Token token, int offset, int value)
    {
        if (Count == _tokens.Length) Grow();
        _tokens[Count++] = new(token, offset, value);
    }

    public void Dispose() => ArrayPool<Lexeme>.Shared.Return(_tokens);

    private void Grow()
    {
        var larger = ArrayPool<Lexeme>.Shared.Rent(_tokens.Length * 2);
        _tokens.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<Lexeme>.Shared.Return(_tokens);
        _tokens = larger;
    }
}
