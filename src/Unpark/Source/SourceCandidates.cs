using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Source;

/// <summary>Where the file of a frame may lie on this machine, wherever the program was built.</summary>
/// <remarks>
/// Frames name a file as <c>/build/queue/queue.go</c>, or after <c>-trimpath</c> as <c>example.com/app/queue/queue.go</c>,
/// <c>host/module@v1.2.3/queue.go</c> and <c>net/http/server.go</c>. Source: <c>trimpath</c> in <c>go help build</c>, 1.27.
/// </remarks>
public static class SourceCandidates
{
    /// <returns>Absolute paths below one of the roots, the most likely first; none for what the go command or the compiler made up.</returns>
    public static IReadOnlyList<string> Of(Frame frame, SourceRoots roots)
    {
        var file = frame.File.Replace('\\', '/');
        if (file.Length == 0 || file[0] is '_' or '<' || file.Split('/').Contains("..")) return [];
        if (roots.Maps.Select(map => map.Apply(file)).FirstOrDefault(path => path is not null) is { } mapped) return [mapped];
        return [.. In(frame, file, roots).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The same, and before them the full path that the evidence names: nine programs of ten were built where they are looked at.</summary>
    internal static IEnumerable<string> WithOwn(Frame frame, SourceRoots roots)
    {
        var file = frame.File.Replace('\\', '/');
        if (!file.EndsWith(".go", StringComparison.Ordinal) || file.Split('/').Contains("..")) yield break;
        if (SourcePath.IsAbsolute(file) && roots.Maps.IsEmpty) yield return file;
        foreach (var path in Of(frame, roots)) yield return path;
    }

    private static IEnumerable<string> In(Frame frame, string file, SourceRoots roots)
    {
        if (GoRoot.OriginOf(frame) is FrameOrigin.Runtime or FrameOrigin.Standard) return InGoRoot(file, roots);
        var package = GoFunctionName.PackageOf(frame.Function);
        return
        [
            .. InModuleCache(file, roots), .. InModules(package, file, roots), .. InVendor(file, roots),
            .. roots.All.Any(root => SourcePath.Below(root, file) is not null) ? [file] : Array.Empty<string>(),
            .. InGoPath(package, file, roots), .. BySuffix(file, roots),
        ];
    }

    private static IEnumerable<string> InGoRoot(string file, SourceRoots roots) =>
        roots.GoRoot is { } root && (SourcePath.IsAbsolute(file) ? SourcePath.Behind("/src/", file) : file) is { } path ? [SourcePath.Joined(root, $"src/{path}")] : [];

    // The cache writes capitals as "!c"; so do frames with its path, but not those that -trimpath has cut.
    private static IEnumerable<string> InModuleCache(string file, SourceRoots roots)
    {
        if (roots.ModuleCache is not { } cache || !file.Contains("@v", StringComparison.Ordinal)) return [];
        var path = SourcePath.Behind("/pkg/mod/", file) ?? (SourcePath.IsAbsolute(file) ? null : Escaped(file));
        return path is null ? [] : [SourcePath.Joined(cache, path)];
    }

    private static string Escaped(string file)
    {
        var end = file.IndexOf('/', file.IndexOf("@v", StringComparison.Ordinal));
        return end < 0 ? file : string.Concat(file[..end].Select(c => char.IsAsciiLetterUpper(c) ? $"!{char.ToLowerInvariant(c)}" : $"{c}")) + file[end..];
    }

    private static IEnumerable<string> InModules(string package, string file, SourceRoots roots)
    {
        if (SourcePath.NameOf(file).EndsWith("_test.go", StringComparison.Ordinal) && package.EndsWith("_test", StringComparison.Ordinal)) package = package[..^"_test".Length];
        return from module in roots.Modules
               let name = SourcePath.NameOf(file)
               let path = package == module.Path ? name : SourcePath.Below(module.Path, package) is { } folder ? SourcePath.Joined(folder, name) : SourcePath.Below(module.Path, file)
               where path is not null
               select SourcePath.Joined(module.Folder, path);
    }

    // "host/module@v1.2.3/x.go" may be vendored, and then lies in a folder without the version.
    private static IEnumerable<string> InVendor(string file, SourceRoots roots)
    {
        var path = SourcePath.Behind("/vendor/", file) ?? (SourcePath.IsAbsolute(file) ? null : WithoutVersion(file));
        return path is null ? [] : roots.Modules.Select(module => SourcePath.Joined(module.Folder, $"vendor/{path}"));
    }

    private static string WithoutVersion(string file)
    {
        var version = file.IndexOf("@v", StringComparison.Ordinal);
        var end = version < 0 ? -1 : file.IndexOf('/', version);
        return end < 0 ? file : file[..version] + file[end..];
    }

    private static IEnumerable<string> InGoPath(string package, string file, SourceRoots roots)
    {
        var path = SourcePath.Behind("/src/", file) ?? (package.Contains('/', StringComparison.Ordinal) ? $"{package}/{SourcePath.NameOf(file)}" : null);
        return path is null ? [] : roots.GoPath.Select(folder => SourcePath.Joined(folder, $"src/{path}"));
    }

    // A container's path ends as the checkout's does: the longest end that there is counts.
    private static IEnumerable<string> BySuffix(string file, SourceRoots roots)
    {
        string[] folders = [.. roots.Folders, .. roots.Modules.Select(module => module.Folder)];
        var elements = file.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var skipped = 0; skipped < elements.Length; skipped++)
        {
            foreach (var folder in folders) yield return SourcePath.Joined(folder, string.Join('/', elements[skipped..]));
        }
    }
}
