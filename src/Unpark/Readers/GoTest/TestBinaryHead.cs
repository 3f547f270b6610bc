using System.Text;

namespace Unpark.Readers.GoTest;

/// <summary>The first line: <c>unpark 4 go1.27.4 pid=17762 path="example.com/queue" dir="/home/user/queue"</c>.</summary>
internal sealed record TestBinaryHead(string GoVersion, string ImportPath, string Directory)
{
    /// <returns>Null when the line is not of this form.</returns>
    public static TestBinaryHead? Parse(ReadOnlySpan<char> line)
    {
        if (!Take(ref line, "unpark 4 ")) return null;
        var version = Word(ref line);
        if (!Take(ref line, "pid=")) return null;
        Word(ref line);
        if (!Take(ref line, "path=\"") || Quoted(ref line) is not { } path) return null;
        if (!Take(ref line, " dir=\"") || Quoted(ref line) is not { } directory) return null;
        return new(version, path, directory);
    }

    private static bool Take(ref ReadOnlySpan<char> line, string start)
    {
        if (!line.StartsWith(start, StringComparison.Ordinal)) return false;
        line = line[start.Length..];
        return true;
    }

    private static string Word(ref ReadOnlySpan<char> line)
    {
        var end = line.IndexOf(' ');
        var word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return word.ToString();
    }

    // Go's %q of a path: quotes and backslashes escaped, rarely more. Takes the closing quote, too.
    private static string? Quoted(ref ReadOnlySpan<char> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                line = line[(i + 1)..];
                return text.ToString();
            }
            if (line[i] == '\\' && ++i == line.Length) break;
            text.Append(line[i]);
        }
        return null;
    }
}
