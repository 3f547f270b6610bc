using System.Runtime.InteropServices;

namespace Unpark.Tests;

/// <summary>Programs this machine has: on PATH, in the system's folders, and where ./test unpacked them.</summary>
internal static class InstalledPrograms
{
    /// <summary>Null when there is none.</summary>
    public static string? Find(string program) => All(program) is [var first, ..] ? first : null;

    /// <summary>Every build of it, each once.</summary>
    /// <param name="more">Folders that hold executables, or usr/bin and usr/sbin.</param>
    public static IReadOnlyList<string> All(string program, params IEnumerable<string> more) =>
        [.. Folders(more).Select(folder => Path.Combine(folder, program)).Where(File.Exists).Select(Resolved).Distinct()];

    /// <summary>Variables for a program that was unpacked and not installed: its libraries lie beside it.</summary>
    public static Dictionary<string, string> Libraries()
    {
        var tools = Path.Combine(TestData.Root, "artifacts", "tools");
        var triplet = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        var folders = Directory.Exists(tools) ? Directory.GetDirectories(tools).Select(tool => Path.Combine(tool, "usr", "lib", triplet)).Where(Directory.Exists) : [];
        return new() { ["LD_LIBRARY_PATH"] = string.Join(':', folders), ["LC_ALL"] = "C" };
    }

    private static IEnumerable<string> Folders(IEnumerable<string> more)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var tools = Path.Combine(TestData.Root, "artifacts", "tools");
        var unpacked = Directory.Exists(tools) ? Directory.GetDirectories(tools) : [];
        return path.Append("/usr/sbin").Concat(unpacked.Concat(more).SelectMany(root => new[] { root, Path.Combine(root, "usr", "bin"), Path.Combine(root, "usr", "sbin") }));
    }

    private static string Resolved(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.Combine(new DirectoryInfo(Path.GetDirectoryName(path)!).ResolveLinkTarget(true)?.FullName ?? Path.GetDirectoryName(path)!, Path.GetFileName(path));
}

/// <summary>A test that needs programs of Debian; skipped where one is missing.</summary>
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs)
    {
        if (Array.Find(programs, program => InstalledPrograms.Find(program) is null) is { } missing) Skip = $"no {missing} on this machine; ./test fetches what Debian has";
    }
}
