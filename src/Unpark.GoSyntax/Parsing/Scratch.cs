using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Unpark.GoSyntax.Parsing;

/// <summary>A stack of parts that wait for their whole: lists inside lists share it, so that each is allocated once, in its final size.</summary>
internal sealed class Scratch<T>
{
    private readonly List<T> _items = [];

    /// <summary>Where a new list begins.</summary>
    public int Mark => _items.Count;

    public void Add(T item) => _items.Add(item);

    public ReadOnlySpan<T> Since(int mark) => CollectionsMarshal.AsSpan(_items)[mark..];

    /// <summary>What was added since the mark, in order; it is no longer here afterwards.</summary>
    public ImmutableArray<T> Take(int mark)
    {
        if (mark == _items.Count) return [];
        var taken = Since(mark).ToArray();
        Drop(mark);
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }

    public void Drop(int mark) => CollectionsMarshal.SetCount(_items, mark);
}
