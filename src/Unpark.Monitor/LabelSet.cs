using System.Collections;
using System.Collections.Immutable;
using System.Text;

namespace Unpark.Monitor;

/// <summary>Labels of a target or an alert, in Prometheus' sense: name -> value, by name. Equal when all of them are.</summary>
public sealed class LabelSet : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<LabelSet>
{
    private readonly ImmutableSortedDictionary<string, string> _labels;

    private LabelSet(ImmutableSortedDictionary<string, string> labels) => _labels = labels;

    public static LabelSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public int Count => _labels.Count;

    /// <summary>"" where there is no such label: that is what an empty value means, too.</summary>
    public string this[string name] => _labels.GetValueOrDefault(name, "");

    public static LabelSet Of(IEnumerable<KeyValuePair<string, string>> labels) => Empty.With(labels);

    /// <summary>An empty value takes the label away.</summary>
    public LabelSet With(string name, string value) =>
        new(value.Length == 0 ? _labels.Remove(name) : _labels.SetItem(name, value));

    public LabelSet With(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var builder = _labels.ToBuilder();
        foreach (var (name, value) in labels)
        {
            if (value.Length == 0) builder.Remove(name);
            else builder[name] = value;
        }
        return new(builder.ToImmutable());
    }

    /// <summary>Those whose name fits.</summary>
    public LabelSet Where(Func<string, bool> name) => new(_labels.RemoveRange(_labels.Keys.Where(key => !name(key))));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _labels.GetEnumerator();

    public bool Equals(LabelSet? other) => other is not null && _labels.SequenceEqual(other._labels);

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _labels)
        {
            hash.Add(name);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    /// <summary>{instance="a:6060", job="orders"}</summary>
    public override string ToString()
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in _labels)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(name).Append("=\"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }
        return text.Append('}').ToString();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
