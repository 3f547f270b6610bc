using System.Runtime.InteropServices;
using System.Text;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Build;
using Unpark.Knowledge;
using Unpark.Linting;
using Unpark.Source;
using File = System.IO.File;

namespace Unpark.Collectors.Source;

/// <summary>Reads the packages of folders, as this machine would build them.</summary>
/// <param name="system">GOOS; processor: GOARCH.</param>
/// <param name="withTests">Also _test.go files: those of the package with it, those of its _test package beside it.</param>
public sealed class PackageReader(string system, string processor, bool withTests)
{
    /// <summary>A line before the package clause that says when a file is built.</summary>
    private const string Condition = "//go:build";

    /// <summary>What Go calls the system and processor of this process.</summary>
    public static (string System, string Processor) Host =>
    (
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsFreeBSD() ? "freebsd" : "linux",
        RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => "amd64", Architecture.X86 => "386", var other => other.ToString().ToLowerInvariant() });

    /// <returns>One or two packages; none of a folder in which nothing is built here.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<LintPackage> Read(string folder)
    {
        var names = new NameTable();
        var files = Directory.GetFiles(folder, "*.go").Order(StringComparer.Ordinal)
            .Where(path => (withTests || !path.EndsWith("_test.go", StringComparison.Ordinal)) && IsNamedForUs(Path.GetFileName(path)))
            .Select(path => (Path: path, Bytes: File.ReadAllBytes(path)))
            .Where(file => IsBuilt(file.Bytes))
            .Select(file => new SourceFile(file.Path.Replace('\\', '/'), GoParser.Parse(file.Bytes, names)))
            .ToList();
        var (path, version) = ModuleOf(folder);
        return [.. files.GroupBy(file => file.Syntax.Name.Name).Where(same => same.Key != "documentation").Select(same => new LintPackage(new([.. same]), path ?? same.Key, version))];
    }

    private bool IsNamedForUs(string name) => !name.StartsWith('_') && !name.StartsWith('.') && GoPlatforms.IsBuilt(name, system, processor);

    private bool IsBuilt(byte[] source)
    {
        foreach (var line in Encoding.UTF8.GetString(source.AsSpan(0, Math.Min(source.Length, 1 << 14))).Split('\n'))
        {
            if (line.StartsWith("package ", StringComparison.Ordinal)) return true;
            if (line.StartsWith(Condition, StringComparison.Ordinal)) return !BuildConstraint.TryParse(line.TrimEnd('\r'), out var constraint) || constraint.Holds(tag => GoPlatforms.IsSet(tag, system, processor));
        }
        return true;
    }

    private static (string? Path, Version? Go) ModuleOf(string folder)
    {
        if (ModuleFile.FolderAround(folder) is not { } root) return default;
        var file = Path.Combine(root, "go.mod");
        var below = Path.GetRelativePath(root, folder).Replace('\\', '/');
        return (ModuleFile.PathOf(file) is { } path ? below == "." ? path : $"{path}/{below}" : null, ModuleFile.GoVersionOf(file));
    }
}
