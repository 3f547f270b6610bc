using Unpark.Source;

namespace Unpark.Collectors.Source;

/// <summary>The source files of this machine.</summary>
/// <param name="roots">Asked for once a file is not where the evidence says.</param>
public sealed class LocalSource(Func<SourceRoots> roots) : ISourceFiles
{
    private const long MaxLength = 16 << 20;

    private readonly Lazy<SourceRoots> _roots = new(roots);

    private ReadableFiles Readable => field ??= new(() => Roots, MaxLength);

    public SourceRoots Roots => _roots.Value;

    /// <summary>The module around a folder and where Go keeps modules: what needs no toolchain to find out.</summary>
    /// <param name="variable">Value of an environment variable; null when it is not set.</param>
    public static SourceRoots RootsAround(string folder, Func<string, string?> variable)
    {
        var home = variable("HOME") ?? variable("USERPROFILE");
        var goPath = variable("GOPATH") ?? (home is null ? null : Path.Combine(home, "go"));
        string[] goPaths = goPath?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return SourceFolders.ModulesAbove(folder) with
        {
            ModuleCache = (variable("GOMODCACHE") ?? (goPaths.Length > 0 ? Path.Combine(goPaths[0], "pkg", "mod") : null))?.Replace('\\', '/'),
            GoPath = [.. goPaths.Select(path => path.Replace('\\', '/'))],
        };
    }

    public ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            return Readable.Admit(path) is { } file ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> PackageFoldersBelow(string folder)
    {
        try
        {
            return GoPackages.FoldersBelow(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public SourceModule? ModuleOf(string folder) =>
        ModuleFile.FolderAround(folder) is { } module && ModuleFile.PathOf(Path.Combine(module, "go.mod")) is { } path ? new(path, module.Replace('\\', '/')) : null;

    public Version? GoVersionOf(string folder) => ModuleFile.FolderAround(folder) is { } module ? ModuleFile.GoVersionOf(Path.Combine(module, "go.mod")) : null;

    public IReadOnlyList<string> GoFilesIn(string folder)
    {
        try
        {
            return [.. Directory.GetFiles(folder, "*.go").Select(path => path.Replace('\\', '/')).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
