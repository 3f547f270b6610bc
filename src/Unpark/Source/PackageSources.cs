using Unpark.Knowledge;
using Unpark.Model;
using Unpark.Model.Profiles;
using NameTable = Unpark.GoSyntax.Tokens.NameTable;

namespace Unpark.Source;

/// <summary>Finds and parses the packages that frames name, each once.</summary>
/// <param name="withTests">The evidence is of tests: what they do to their packages counts.</param>
public sealed class PackageSources(ISourceFiles files, bool withTests)
{
    /// <summary>Files parsed of one package; larger ones are generated.</summary>
    private const int MostFiles = 2000;

    private readonly Dictionary<PackageKey, PackageSource> _packages = [];
    private readonly Dictionary<string, SourceFile?> _parsed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refusals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceModule?> _modules = new(StringComparer.Ordinal);
    private readonly NameTable _names = new();
    private int _nextNumber = 1;

    /// <summary>Why files that are there explain nothing: "order.go does not fit the evidence: line 52 is in NewStore, not in Get".</summary>
    public IReadOnlyCollection<string> Refusals => _refusals.Values;

    /// <returns>Null when no file is there, or none fits the frame.</returns>
    public (PackageSource Package, SourceFile File)? Find(Frame frame, SourceOperation operation) =>
        FileOf(frame, operation) is { } file ? (PackageOf(file, withTests || IsTest(file.Path)), file) : null;

    /// <summary>The same, where the first file that is there lies below a folder: nothing else is parsed.</summary>
    internal PackageSource? FindBelow(string folder, Frame frame) =>
        SourceCandidates.WithOwn(frame, files.Roots).FirstOrDefault(path => _parsed.GetValueOrDefault(path) is not null || files.Read(path) is not null) is { } path && SourcePath.Below(folder, path) is not null
            ? Find(frame, SourceOperation.Any)?.Package : null;

    /// <summary>The package of a folder that others import, or may run; null where there is none.</summary>
    internal PackageSource? In(string folder, bool tests, bool mayBeMain = false)
    {
        SourceFile[] parsed = [.. files.GoFilesIn(folder).Where(path => !IsTest(path) && !IsForOtherSystem(path)).Select(Parse).OfType<SourceFile>()];
        var file = parsed.FirstOrDefault(file => file.Syntax.Name.Name != "main") ?? (mayBeMain ? parsed.FirstOrDefault() : null);
        return file is null ? null : PackageOf(file, tests);
    }

    internal SourceModule? ModuleOf(string folder)
    {
        if (!_modules.TryGetValue(folder, out var module)) _modules.Add(folder, module = files.ModuleOf(folder));
        return module;
    }

    internal PackageSets SetsOf(IEnumerable<Frame> frames) => new(this, files, frames);

    internal static bool IsTest(string path) => path.EndsWith("_test.go", StringComparison.Ordinal);

    private SourceFile? FileOf(Frame frame, SourceOperation operation)
    {
        var refused = (string?)null;
        foreach (var path in SourceCandidates.WithOwn(frame, files.Roots))
        {
            if (Parse(path) is not { } file) continue;
            if (SourceFit.Refusal(file.Syntax, frame, operation) is not { } refusal) return file;
            refused ??= $"{path} does not fit the evidence: {refusal}. It explains nothing here; --src and --path-map name other folders";
        }
        if (refused is not null) _refusals.TryAdd(frame.File, refused);
        return null;
    }

    /// <summary>The packages of the modules at hand, their tests left out.</summary>
    public IEnumerable<PackageSource> OfModules() =>
        from module in files.Roots.Modules
        from folder in files.PackageFoldersBelow(module.Folder)
        let first = files.GoFilesIn(folder).Where(path => !IsTest(path) && !IsForOtherSystem(path)).Select(Parse).FirstOrDefault(file => file is not null)
        where first is not null
        select PackageOf(first, tests: false);

    private SourceFile? Parse(string path)
    {
        if (!_parsed.ContainsKey(path)) ParseAll([path]);
        return _parsed[path];
    }

    private void ParseAll(IEnumerable<string> paths)
    {
        var sources = new List<(string Path, ReadOnlyMemory<byte> Bytes)>();
        foreach (var path in paths.Where(path => _parsed.TryAdd(path, null)))
        {
            if (files.Read(path) is { } bytes) sources.Add((path, bytes));
        }
        foreach (var file in FileParsing.Parse(sources, _names, _nextNumber)) _parsed[file.Path] = file;
        _nextNumber += sources.Count;
    }

    private PackageSource PackageOf(SourceFile file, bool tests)
    {
        var folder = SourcePath.FolderOf(file.Path);
        var key = new PackageKey(folder, file.Syntax.Name.Name, tests);
        if (!_packages.TryGetValue(key, out var package)) _packages.Add(key, package = Read(folder, file, tests));
        return package;
    }

    private PackageSource Read(string folder, SourceFile file, bool tests)
    {
        string[] paths = [.. files.GoFilesIn(folder).Where(path => path == file.Path || ((tests || !IsTest(path)) && !IsForOtherSystem(path))).Take(MostFiles)];
        ParseAll(paths);
        return new([.. paths.Select(Parse).OfType<SourceFile>().Where(other => other == file || other.Syntax.Name.Name == file.Syntax.Name.Name).DefaultIfEmpty(file)]) { GoVersion = files.GoVersionOf(folder), ImportPath = ImportPathOf(folder, file.Syntax.Name.Name) };
    }

    private string? ImportPathOf(string folder, string name) =>
        name == "main" || name.EndsWith("_test", StringComparison.Ordinal) || ModuleOf(folder) is not { } module ? null
        : folder == module.Folder ? module.Path : SourcePath.Below(module.Folder, folder) is { } below ? $"{module.Path}/{below}" : null;

    // What differs by system has the same names twice, and waits in neither. Of one that is looked at the frame itself names the file.
    private static bool IsForOtherSystem(string path)
    {
        var name = SourcePath.NameOf(path);
        return !GoPlatforms.IsBuilt(name, "linux", "amd64") && !GoPlatforms.IsBuilt(name, "linux", "arm64");
    }

    private sealed record PackageKey(string Folder, string Name, bool WithTests);
}
