using System.Text;

namespace Unpark.Source;

/// <summary>Which packages of a module import which others of it, by the first lines of their files: nothing is parsed.</summary>
internal sealed class ModuleImports(ISourceFiles files, SourceModule module)
{
    private const int MostFiles = 5000;

    private readonly byte[] _quoted = Encoding.UTF8.GetBytes($"\"{module.Path}");

    private ILookup<string, string> UsersByFolder => field ??= Edges().Distinct().ToLookup(edge => edge.Imported, edge => edge.Folder, StringComparer.Ordinal);

    /// <summary>Folders of the packages that import one, and of those that import them, and so forth; the nearest first.</summary>
    public IEnumerable<string> UsersOf(string folder)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { folder };
        var waiting = new Queue<string>([folder]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var user in UsersByFolder[next].Where(known.Add))
            {
                yield return user;
                waiting.Enqueue(user);
            }
        }
    }

    private IEnumerable<(string Folder, string Imported)> Edges() =>
        from folder in files.PackageFoldersBelow(module.Folder).Select(folder => folder.Replace('\\', '/'))
        from path in files.GoFilesIn(folder).Where(path => !PackageSources.IsTest(path)).Take(MostFiles)
        from imported in ImportsIn(files.Read(path) ?? default)
        select (folder, imported);

    // An import is a line of its own before everything else; a string that looks like one, further down, does no harm.
    private List<string> ImportsIn(ReadOnlyMemory<byte> source)
    {
        var rest = Head(source.Span);
        var found = new List<string>();
        for (int at; (at = rest.IndexOf(_quoted)) >= 0;)
        {
            rest = rest[(at + _quoted.Length)..];
            if (rest.IndexOf((byte)'"') is >= 0 and var end && Encoding.UTF8.GetString(rest[..end]) is var below && (below.Length == 0 || below[0] == '/')) found.Add(module.Folder + below);
        }
        return found;
    }

    private static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> source) => source.IndexOf("\nfunc "u8) is >= 0 and var end ? source[..end] : source;
}
