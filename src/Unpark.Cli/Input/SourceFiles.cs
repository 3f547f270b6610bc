using Unpark.Collectors.Source;
using Unpark.Model;
using Unpark.Source;

namespace Unpark.Cli.Input;

/// <summary>Finds the source files that a profile names, on a machine where they may lie elsewhere.</summary>
/// <param name="folders">Where to look besides the path itself, the current folder, its module and what the toolchain names.</param>
internal sealed class SourceFiles(IReadOnlyList<string> folders, IReadOnlyList<PathMap> maps)
{
    private const long MaxLength = 64 << 20;

    // The toolchain is asked only when a file is not at its own path.
    private readonly Lazy<SourceRoots> _roots = new(() => RootsOf(Environment.CurrentDirectory, folders, maps));

    private ReadableFiles Readable => field ??= new(() => _roots.Value, MaxLength);

    /// <returns>Null when it is nowhere.</returns>
    public IReadOnlyList<string>? Find(Frame frame) =>
        Path.IsPathFullyQualified(frame.File) && Read(frame.File) is { } lines
            ? lines
            : SourceCandidates.Of(frame, _roots.Value).Select(Read).FirstOrDefault(found => found is not null);

    private static SourceRoots RootsOf(string current, IReadOnlyList<string> folders, IReadOnlyList<PathMap> maps) =>
        SourceFolders.FindAsync(current).GetAwaiter().GetResult() with
        {
            Folders = [.. folders.Prepend(current).Select(folder => Path.GetFullPath(folder).Replace('\\', '/'))],
            Maps = [.. maps],
        };

    private string[]? Read(string path)
    {
        try
        {
            return Readable.Admit(path) is { } file ? File.ReadAllLines(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
