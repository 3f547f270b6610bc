namespace Unpark.Configuration;

/// <summary>A name with <c>*</c> for any run of characters: "example.com/app/*", "main.(*Pool).run".</summary>
/// <remarks>The star of a receiver stands for itself as well, so that a name copied from a dump is a pattern that fits it.</remarks>
internal sealed class NamePattern(string text)
{
    private readonly string[] _parts = text.Split('*');

    public bool Fits(string name)
    {
        if (_parts.Length == 1) return name == text;
        if (!name.StartsWith(_parts[0], StringComparison.Ordinal)) return false;

        var at = _parts[0].Length;
        for (var i = 1; i < _parts.Length - 1; i++)
        {
            var found = name.IndexOf(_parts[i], at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + _parts[i].Length;
        }
        return name.Length - at >= _parts[^1].Length && name.EndsWith(_parts[^1], StringComparison.Ordinal);
    }

    public override string ToString() => text;
}
