using Unpark.Collectors.GoTest;
using Unpark.Source;

namespace Unpark.Collectors.Source;

/// <summary>Finds out where source lies: the modules somebody works on, and what the user's own toolchain names.</summary>
public static class SourceFolders
{
    /// <param name="folder">Where the user stands.</param>
    /// <param name="go">Program to ask with <c>go env</c>; without it only go.mod and go.work above the folder count.</param>
    public static async Task<SourceRoots> FindAsync(string folder, string go = "go", CancellationToken cancellation = default)
    {
        var settings = await AskAsync(folder, go, cancellation);
        var file = settings?.ModuleFile ?? Above(folder, "go.work") ?? Above(folder, "go.mod");
        return new()
        {
            Modules = file is null ? [] : [.. ModulesOf(file)],
            GoRoot = Slashed(settings?.Root),
            ModuleCache = Slashed(settings?.ModuleCache),
            GoPath = settings is null ? [] : [.. settings.GoPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Slashed(path)!)],
        };
    }

    /// <summary>The modules of the go.work or go.mod above a folder.</summary>
    public static SourceRoots ModulesAbove(string folder) =>
        new() { Modules = (Above(folder, "go.work") ?? Above(folder, "go.mod")) is { } file ? [.. ModulesOf(file)] : [] };

    // Source may be at hand where no Go is.
    private static async Task<GoSettings?> AskAsync(string folder, string go, CancellationToken cancellation)
    {
        try
        {
            return await GoSettings.AskAsync(go, folder, cancellation, mayFetch: false);
        }
        catch (GoTestException)
        {
            return null;
        }
    }

    private static IEnumerable<SourceModule> ModulesOf(string file) =>
        from folder in Path.GetFileName(file) == "go.work" ? ModuleFile.UsedBy(file) : [Path.GetDirectoryName(file) ?? ""]
        let path = ModuleFile.PathOf(Path.Combine(folder, "go.mod"))
        where path is not null
        select new SourceModule(path, Slashed(folder)!);

    private static string? Above(string folder, string name)
    {
        for (var one = folder; one is not null; one = Path.GetDirectoryName(one))
        {
            if (File.Exists(Path.Combine(one, name))) return Path.Combine(one, name);
        }
        return null;
    }

    private static string? Slashed(string? path) => path is { Length: > 0 } ? path.Replace('\\', '/') : null;
}
