using Unpark.Analysis;
using Unpark.Collectors.Source;

namespace Unpark.Cli.Input;

/// <summary>The project the user stands in: its root holds .git, or go.mod where there is no repository.</summary>
internal static class WorkingTree
{
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
        return home is null ? new(root, null) : new(root, ModuleFile.PathOf(Path.Combine(home, "go.mod")), Below(root, home));
    }

    private static bool HasModule(string folder) => File.Exists(Path.Combine(folder, "go.mod"));

    private static string Below(string root, string folder) =>
        Path.GetRelativePath(root, folder) is var path and not "." ? path.Replace('\\', '/') : "";
}
