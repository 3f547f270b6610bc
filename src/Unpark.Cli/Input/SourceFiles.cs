namespace Unpark.Cli.Input;

/// <summary>Finds the source files that a profile names, on a machine where they may lie elsewhere.</summary>
/// <param name="folders">Where to look besides the path itself.</param>
internal sealed class SourceFiles(IReadOnlyList<string> folders)
{
    private const long MaxLength = 64 << 20;

    /// <summary>Lines of the file: at its own path, else below a folder with as many of its last path elements as fit.</summary>
    /// <returns>Null when it is nowhere.</returns>
    public IReadOnlyList<string>? Find(string path)
    {
        if (Path.IsPathFullyQualified(path) && Read(path) is { } lines) return lines;
        var elements = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        if (elements.Contains("..")) return null;
        for (var skipped = 0; skipped < elements.Length; skipped++)
        {
            foreach (var folder in folders)
            {
                if (Read(Path.Combine([folder, .. elements[skipped..]])) is { } found) return found;
            }
        }
        return null;
    }

    private static string[]? Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= MaxLength ? File.ReadAllLines(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
