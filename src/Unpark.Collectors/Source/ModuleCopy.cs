using System.Text.RegularExpressions;
using Unpark.Collectors.GoTest;

namespace Unpark.Collectors.Source;

/// <summary>A module, copied to a place where it may be changed, built and run; gone when disposed of, also when the program is told to end.</summary>
public sealed partial class ModuleCopy : IDisposable
{
    // What a build does not need: version control, and what other tools have piled up.
    private static readonly HashSet<string> NotCopied = new(StringComparer.Ordinal) { ".git", ".hg", ".svn", ".jj", "node_modules" };

    private readonly string _root;

    private ModuleCopy(string root, string original)
    {
        (_root, Original) = (root, original);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Folder of the module that was copied.</summary>
    public string Original { get; }

    /// <summary>Folder of the copy.</summary>
    public string Folder => Path.Combine(_root, "module");

    /// <param name="module">Folder with go.mod.</param>
    /// <exception cref="IOException">It cannot be read, or there is no room for it.</exception>
    public static ModuleCopy Of(string module, CancellationToken cancellation)
    {
        var copy = new ModuleCopy(RunFolder.Create("unpark-fix-"), Path.GetFullPath(module));
        try
        {
            CopyFolder(copy.Original, copy.Folder, cancellation);
            copy.PointOutside();
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <returns>Where a file or folder of the module lies in the copy.</returns>
    public string PathOf(string original) => Path.Combine(Folder, Path.GetRelativePath(Original, original));

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();

    private static void CopyFolder(string from, string to, CancellationToken cancellation)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            cancellation.ThrowIfCancellationRequested();
            CopyFile(file, Path.Combine(to, Path.GetFileName(file)));
        }
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            var name = Path.GetFileName(folder);
            if (NotCopied.Contains(name)) continue;
            if (new DirectoryInfo(folder).LinkTarget is { } target) Directory.CreateSymbolicLink(Path.Combine(to, name), Path.GetFullPath(target, from));
            else CopyFolder(folder, Path.Combine(to, name), cancellation);
        }
    }

    // Sockets and pipes lie in working folders, too; a link may lead nowhere.
    private static void CopyFile(string from, string to)
    {
        var file = new FileInfo(from);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true }) return;
        if (!OperatingSystem.IsWindows() && file.Attributes.HasFlag(FileAttributes.Device)) return;
        File.Copy(from, to);
    }

    // "replace example.com/a => ../a" and "use ../b" are relative to the file they stand in.
    private void PointOutside()
    {
        foreach (var name in (string[])["go.mod", "go.work"])
        {
            var file = Path.Combine(Folder, name);
            if (!File.Exists(file)) continue;
            var text = File.ReadAllText(file);
            var moved = Outside().Replace(text, match => match.Groups["before"].Value + Path.GetFullPath(match.Groups["path"].Value, Original).Replace('\\', '/'));
            if (moved != text) File.WriteAllText(file, moved);
        }
    }

    [GeneratedRegex(@"(?<before>=>\s+|^\s*use\s+|^\s+)(?<path>\.\./[^\s()]*|\.\.(?=\s|$))", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Outside();
}
