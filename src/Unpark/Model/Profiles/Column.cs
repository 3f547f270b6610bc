namespace Unpark.Model.Profiles;

/// <summary>A list of small values that grows at its end.</summary>
/// <remarks>
/// For value types of this assembly; numbers go into a <see cref="List{T}"/>. What an image compiled ahead can hold is our code over our
/// types and the framework's over its own: anything mixed has the compiler run at each start, longer than it takes to read an ordinary profile.
/// </remarks>
internal sealed class Column<T>(int capacity = 16)
    where T : struct
{
    private T[] _items = new T[capacity];

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public T Last => _items[Count - 1];

    public void Add(T item)
    {
        if (Count == _items.Length) Grow();
        _items[Count++] = item;
    }

    /// <summary>Takes away what lies behind the first <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = count;

    public T[] ToArray()
    {
        if (Count == _items.Length) return _items;
        var items = new T[Count];
        Array.Copy(_items, items, Count);
        return items;
    }

    private void Grow()
    {
        var larger = new T[(int)Math.Min(Math.Max(16, 2L * _items.Length), Array.MaxLength)];
        Array.Copy(_items, larger, Count);
        _items = larger;
    }
}
