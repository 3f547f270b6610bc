using Unpark.Source;

namespace Unpark.Collectors.Source;

/// <summary>The packages that patterns name, as files of folders. No go command is asked: source is found where no Go is.</summary>
public static class GoPackages
{
    // A module has hundreds; a root that is none may have millions.
    private const int MostFolders = 20_000;

    /// <param name="patterns">"./...", "./queue", "/src/app/...", "example.com/app/queue" of a module at hand.</param>
    /// <param name="folder">Where the user stands.</param>
    /// <returns>Folders that hold Go files, each once, in order; null for a pattern that names none.</returns>
    public static IReadOnlyList<(string Pattern, IReadOnlyList<string>? Folders)> Find(IReadOnlyList<string> patterns, string folder, IReadOnlyList<SourceModule> modules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. patterns.Select(pattern =>
            {
                var found = FoldersOf(pattern, folder, modules);
                return (pattern, found.Count == 0 ? null : (IReadOnlyList<string>?)[.. found.Where(seen.Add)]);
            }),
        ];
    }

    /// <summary>The folder itself and those below it that hold Go files of its module, in order.</summary>
    public static IReadOnlyList<string> FoldersBelow(string root) => [.. Below(root).Where(HasGoFiles).Order(StringComparer.Ordinal)];

    private static List<string> FoldersOf(string pattern, string folder, IReadOnlyList<SourceModule> modules)
    {
        var isTree = pattern.EndsWith("/...", StringComparison.Ordinal) || pattern == "...";
        var path = isTree ? pattern[..^3].TrimEnd('/') : pattern;
        var root = RootOf(path.Length == 0 && pattern.StartsWith('/') ? "/" : path, folder, modules);
        if (!Directory.Exists(root)) return [];
        return isTree ? [.. FoldersBelow(root)] : HasGoFiles(root) ? [root] : [];
    }

    private static string RootOf(string path, string folder, IReadOnlyList<SourceModule> modules)
    {
        if (path.Length == 0 || path is "." or ".." || path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathFullyQualified(path))
            return Path.GetFullPath(path, folder);
        var module = modules.FirstOrDefault(module => path == module.Path || path.StartsWith(module.Path + "/", StringComparison.Ordinal));
        return module is null ? Path.GetFullPath(path, folder) : Path.GetFullPath(path[module.Path.Length..].TrimStart('/'), module.Folder);
    }

    // As "go help packages" says: no vendor, no testdata, nothing that begins with a dot or an underscore, no module inside the module.
    private static IEnumerable<string> Below(string root)
    {
        var most = MostFolders;
        var waiting = new Stack<string>([root]);
        while (waiting.TryPop(out var folder) && most-- > 0)
        {
            yield return folder;
            foreach (var inner in Directory.EnumerateDirectories(folder).Where(IsOfThePattern)) waiting.Push(inner);
        }
    }

    private static bool IsOfThePattern(string folder) =>
        Path.GetFileName(folder) is var name and not ("vendor" or "testdata")
        && !name.StartsWith('.') && !name.StartsWith('_')
        && !File.Exists(Path.Combine(folder, "go.mod"))
        && !new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool HasGoFiles(string folder) => Directory.EnumerateFiles(folder, "*.go").Any();
}
