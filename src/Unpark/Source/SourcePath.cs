namespace Unpark.Source;

/// <summary>Paths as text, with slashes: those of the evidence are of another machine.</summary>
internal static class SourcePath
{
    /// <returns>What is left of a path below a folder; null when it is not below it.</returns>
    public static string? Below(string folder, string path)
    {
        var end = folder.TrimEnd('/').Length;
        return path.Length > end + 1 && path[end] == '/' && path.StartsWith(folder.AsSpan(0, end), StringComparison.Ordinal) ? path[(end + 1)..] : null;
    }

    /// <returns>What stands behind the last occurrence of a mark; null without it.</returns>
    public static string? Behind(string mark, string path) =>
        path.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? path[(at + mark.Length)..] : null;

    public static string Joined(string folder, string path) => folder.Length == 0 ? path : $"{folder.TrimEnd('/')}/{path}";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Empty for a name alone, and at the root.</summary>
    public static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    public static bool IsAbsolute(string path) => path.StartsWith('/') || (path.Length > 2 && path[1] == ':' && path[2] == '/');
}
