namespace Unpark.Cli.Input;

/// <summary>Where configuration files stand: .unpark.yaml beside the project, config.yaml in the user's folder (XDG Base Directory).</summary>
internal static class ConfigurationFiles
{
    private const string OfProject = ".unpark.yaml";

    /// <summary>Those there are, the project's first.</summary>
    public static IReadOnlyList<string> Find(Surroundings world) => [.. FindOfProject(world.CurrentFolder()), .. FindOfUser(world)];

    /// <summary>As said in messages: relative where it is below the current folder.</summary>
    public static string NameOf(string file, Surroundings world)
    {
        var relative = Path.GetRelativePath(world.CurrentFolder(), file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }

    // The nearest from the current folder up to the project's root; never above it, where the file would be somebody else's.
    private static IEnumerable<string> FindOfProject(string folder)
    {
        var root = WorkingTree.RootOf(folder) ?? folder;
        return WorkingTree.Ancestors(folder)
            .TakeWhile(one => one.Length >= root.Length)
            .Select(one => Path.Combine(one, OfProject))
            .Where(File.Exists)
            .Take(1);
    }

    // Values that are no absolute path are to be ignored, says the specification.
    private static IEnumerable<string> FindOfUser(Surroundings world)
    {
        var folder = world.Variable("XDG_CONFIG_HOME") is { } given && Path.IsPathRooted(given) ? given
            : world.Variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config")
            : world.Variable("APPDATA");
        if (string.IsNullOrEmpty(folder)) return [];
        var file = Path.Combine(folder, "unpark", "config.yaml");
        return File.Exists(file) ? [file] : [];
    }
}
