using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Source;

/// <summary>Which packages of the user's module are read together with one that goroutines are stuck in: those of the program, as far as the evidence and imports tell.</summary>
/// <param name="frames">Of the evidence.</param>
internal sealed class PackageSets(PackageSources sources, ISourceFiles files, IEnumerable<Frame> frames)
{
    /// <summary>Of source that is read beside the packages on the stacks; beyond it nothing is known of the others.</summary>
    private const int MostBytes = 3 << 20;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PackageSource>> _onStacks = new(StringComparer.Ordinal);

    /// <returns>The package itself is among them; alone where it is of no module of the user, or has nothing to do with the module's other packages.</returns>
    public PackageSet Around(PackageSource package)
    {
        if (ModuleOf(package) is not { } module || !_taken.Add(FolderOf(package))) return PackageSet.Alone(package);
        if (package.Name == "main" && ImportsOf(package, module).Count == 0) return PackageSet.Alone(package);
        var stacks = OnStacks(module);
        var isKnown = stacks.Exists(one => one.Name == "main");
        // Of a test the program is its package, and what that imports.
        var users = isKnown || stacks.Exists(one => one.Files.Any(file => PackageSources.IsTest(file.Path))) ? [] : new ModuleImports(files, module).UsersOf(FolderOf(package)).Select(folder => sources.In(folder, tests: false, mayBeMain: true)).OfType<PackageSource>().ToList();
        var set = new List<PackageSource>();
        var isAll = TryAddWithImports([package, .. stacks, .. users], module, set);
        isKnown |= users.Count(one => one.Name == "main") == 1;
        return set.Count == 1 || set.Exists(one => one.Files.Any(file => file.Number == 0)) ? PackageSet.Alone(package)
            : new([.. set.OrderByDescending(one => one.Name == "main")]) { IsProgram = isKnown && isAll, HasAllUsers = isAll && (isKnown || users.Count > 0) };
    }

    /// <returns>False: some are left out, because they would be too much, or are read with others already.</returns>
    private bool TryAddWithImports(IEnumerable<PackageSource> first, SourceModule module, List<PackageSource> set)
    {
        var waiting = new Queue<PackageSource>(first.Distinct());
        var known = waiting.Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var (bytes, isAll) = (0L, true);
        while (waiting.TryDequeue(out var package))
        {
            if (set.Count > 0 && !_taken.Add(FolderOf(package)) && !set.Exists(one => FolderOf(one) == FolderOf(package)))
            {
                isAll = false;
                continue;
            }
            set.Add(package);
            foreach (var folder in ImportsOf(package, module))
            {
                if (!known.Add(folder)) continue;
                isAll &= bytes <= MostBytes;
                if (bytes > MostBytes || sources.In(folder, tests: false) is not { } imported) continue;
                bytes += imported.Files.Sum(file => (long)file.Syntax.Source.Bytes.Length);
                waiting.Enqueue(imported);
            }
        }
        return isAll;
    }

    private List<PackageSource> OnStacks(SourceModule module)
    {
        if (_onStacks.TryGetValue(module.Folder, out var known)) return known;
        return _onStacks[module.Folder] =
        [
            .. frames.Where(frame => GoRoot.OriginOf(frame) == FrameOrigin.User).DistinctBy(frame => frame.File)
                .Select(frame => sources.FindBelow(module.Folder, frame)).OfType<PackageSource>()
                .Where(package => ModuleOf(package) == module).Distinct(),
        ];
    }

    private static List<string> ImportsOf(PackageSource package, SourceModule module) =>
    [
        .. package.Files.SelectMany(file => file.Syntax.Imports).Select(import => import.Path.Value.Trim('"', '`')).Distinct(StringComparer.Ordinal)
            .Select(path => path == module.Path ? module.Folder : SourcePath.Below(module.Path, path) is { } below ? SourcePath.Joined(module.Folder, below) : null).OfType<string>(),
    ];

    // What Go keeps for others is theirs, and a copy of Go's own source is read as Go's.
    private SourceModule? ModuleOf(PackageSource package)
    {
        var folder = FolderOf(package);
        string?[] others = [files.Roots.GoRoot, files.Roots.ModuleCache];
        return others.Any(root => root is not null && SourcePath.Below(root, folder) is not null) || $"{folder}/".Contains("/vendor/", StringComparison.Ordinal) ? null
            : sources.ModuleOf(folder) is { Path: not ("std" or "cmd") } module ? module : null;
    }

    private static string FolderOf(PackageSource package) => SourcePath.FolderOf(package.Files[0].Path);
}
