using Unpark.Source;

namespace Unpark.Collectors.Source;

/// <summary>Says which files may be opened as source: those below the roots, and those of a Go module of this machine that the evidence names by their full path.</summary>
/// <remarks>
/// Evidence may come from anybody and name anything. Nothing is opened before it is known to be a plain file of bounded size whose name ends in .go,
/// and that no link on its way leads out of the root or module.
/// </remarks>
/// <param name="roots">Asked for once a file is in no module.</param>
/// <param name="maxLength">In bytes.</param>
public sealed class ReadableFiles(Func<SourceRoots> roots, long maxLength)
{
    private readonly Dictionary<string, (string? Real, string? Module)> _folders = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _roots;

    /// <returns>The path to open; null for a file that is not there, or may not be read.</returns>
    public string? Admit(string path)
    {
        path = path.Replace('\\', '/');
        if (!IsGo(path) || !Path.IsPathFullyQualified(path) || path.Split('/').Contains("..")) return null;
        try
        {
            return RealPathOf(path) is { } real && IsGo(real) && IsPlain(real) && IsInside(path, real) ? real : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsGo(string path) => path.EndsWith(".go", StringComparison.Ordinal);

    // Devices, pipes and sockets have no length.
    private bool IsPlain(string path) => new FileInfo(path) is { Exists: true } file && file.Length > 0 && file.Length <= maxLength;

    private bool IsInside(string path, string real) =>
        (FolderOf(path).Module is { } module && IsBelow(module, real))
        || (_roots ??= [.. roots().All.Select(RealPath.Of).OfType<string>()]).Any(root => IsBelow(root, real));

    private string? RealPathOf(string path) =>
        FolderOf(path).Real is not { } folder ? null
        : new FileInfo(path).LinkTarget is null ? $"{folder.TrimEnd('/')}/{Path.GetFileName(path)}"
        : RealPath.Of(path);

    // A package has many files in one folder.
    private (string? Real, string? Module) FolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "/";
        if (!_folders.TryGetValue(folder, out var known))
            _folders.Add(folder, known = (RealPath.Of(folder), ModuleFile.FolderAround(folder) is { } module ? RealPath.Of(module) : null));
        return known;
    }

    private static bool IsBelow(string folder, string path) => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
