using System.Collections.Frozen;

namespace Unpark.Knowledge;

/// <summary>Which files and tags a platform builds.</summary>
/// <remarks>Source: internal/syslist, <c>matchTag</c> and <c>goodOSArchFile</c> in go/build, Go 1.27.</remarks>
public static class GoPlatforms
{
    /// <summary>Tags <c>go1.1</c> to this are set by the newest release known.</summary>
    private const int NewestMinor = 27;

    private static readonly FrozenSet<string> Systems = FrozenSet.ToFrozenSet(
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
    ]);

    private static readonly FrozenSet<string> Unixes = FrozenSet.ToFrozenSet(
        ["aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "linux", "netbsd", "openbsd", "solaris"]);

    private static readonly FrozenSet<string> Processors = FrozenSet.ToFrozenSet(
    [
        "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le",
        "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
    ]);

    /// <summary>A build tag that is set without <c>-tags</c>, with cgo on.</summary>
    public static bool IsSet(string tag, string system, string processor) =>
        tag == system || tag == processor || tag is "gc" or "cgo" || (tag == "unix" && Unixes.Contains(system)) || (tag == "linux" && system == "android")
        || (tag.StartsWith("go1.", StringComparison.Ordinal) && int.TryParse(tag.AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var minor) && minor <= NewestMinor);

    /// <param name="name">"poll_linux.go", "asm_windows_arm64_test.go": the end of the name is a condition.</param>
    public static bool IsBuilt(string name, string system, string processor)
    {
        var parts = name[..^".go".Length].Split('_').ToList();
        if (parts[^1] == "test") parts.RemoveAt(parts.Count - 1);
        // "linux.go" is a name and no condition.
        if (parts.Count < 2) return true;
        if (parts.Count > 2 && Systems.Contains(parts[^2]) && Processors.Contains(parts[^1])) return IsSet(parts[^2], system, processor) && parts[^1] == processor;
        return (!Systems.Contains(parts[^1]) || IsSet(parts[^1], system, processor)) && (!Processors.Contains(parts[^1]) || parts[^1] == processor);
    }
}
