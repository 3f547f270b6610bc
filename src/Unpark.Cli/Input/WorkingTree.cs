using Unpark.Analysis;

namespace Unpark.Cli.Input;

/// <summary>The project the user stands in: its root holds .git, or go.mod where there is no repository.</summary>
internal static class WorkingTree
{
    // The module's line stands on top, after comments at most.
    private const int LinesRead = 200;

    /// <returns>Null: the folder belongs to no project.</returns>
    public static string? RootOf(string folder) =>
        Ancestors(folder).FirstOrDefault(one => Path.Exists(Path.Combine(one, ".git"))) ?? Ancestors(folder).FirstOrDefault(HasModule);

    /// <summary>From the folder itself upwards.</summary>
    public static IEnumerable<string> Ancestors(string folder)
    {
        for (var one = folder; one is not null; one = Path.GetDirectoryName(one)) yield return one;
    }

    /// <summary>The project's files, as forms of the report name them.</summary>
    public static SourceTree SourcesOf(string folder)
    {
        if (RootOf(folder) is not { } root) return SourceTree.None;
        var home = Ancestors(folder).TakeWhile(one => one.Length >= root.Length).FirstOrDefault(HasModule);
        return home is null ? new(root, null) : new(root, ModuleOf(Path.Combine(home, "go.mod")), Below(root, home));
    }

    private static bool HasModule(string folder) => File.Exists(Path.Combine(folder, "go.mod"));

    private static string Below(string root, string folder) =>
        Path.GetRelativePath(root, folder) is var path and not "." ? path.Replace('\\', '/') : "";

    // A go.mod that cannot be read names no module: paths stay as they are printed.
    private static string? ModuleOf(string file)
    {
        try
        {
            return File.ReadLines(file).Take(LinesRead)
                .Select(line => line.Split([' ', '\t', '"'], StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(words => words is ["module", _, ..])?[1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
