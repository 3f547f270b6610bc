using Unpark.Knowledge.Libraries;
using Unpark.Model;

namespace Unpark.Knowledge.Frames;

/// <summary>Tells the runtime, the standard library, other modules and the user's code apart, by function and by file.</summary>
/// <remarks>
/// Files are absolute (<c>/usr/local/go/src/net/http/server.go</c>, <c>/home/me/go/pkg/mod/host/mod@v1.2.3/x.go</c>) or, built with
/// -trimpath, <c>net/http/server.go</c>, <c>host/mod@v1.2.3/x.go</c>, and <c>example.com/app/x.go</c> for the main module.
/// Builds without modules (as Debian's) show no version: there, modules of <see cref="KnownGoroutines"/> and Go's own are told by name.
/// </remarks>
internal static class GoRoot
{
    // `go list std`, first elements, union of Go 1.19 and 1.27.
    private static readonly HashSet<string> FirstElements = new(StringComparer.Ordinal)
    {
        "archive", "bufio", "bytes", "cmp", "compress", "container", "context", "crypto", "database", "debug", "embed", "encoding", "errors",
        "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "internal", "io", "iter", "log", "maps", "math", "mime", "net", "os",
        "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "structs", "sync", "syscall", "testing",
        "text", "time", "unicode", "unique", "unsafe", "uuid", "vendor", "weak",
    };

    public static FrameOrigin OriginOf(Frame frame) => OriginOf(GoFunctionName.Parse(frame.Function).PackagePath, frame.File);

    /// <param name="package">Unescaped import path; empty when the evidence has no function name.</param>
    /// <param name="file">As printed; may be empty.</param>
    public static FrameOrigin OriginOf(string package, string file)
    {
        if (file == "_testmain.go") return FrameOrigin.Standard;
        if (package.Length == 0) return FrameOrigin.Runtime;
        if (package == "main") return FrameOrigin.User;
        if (IsStandard(package, file)) return IsRuntime(package) ? FrameOrigin.Runtime : FrameOrigin.Standard;
        return IsOtherModule(package, file) ? FrameOrigin.ThirdParty : FrameOrigin.User;
    }

    /// <summary>"host/module@v1.2.3" of a frame from another module, or its import path.</summary>
    public static string ModuleOf(Frame frame)
    {
        var file = frame.File;
        var cache = file.IndexOf("/pkg/mod/", StringComparison.Ordinal);
        if (cache >= 0) file = file[(cache + "/pkg/mod/".Length)..];
        var version = file.IndexOf("@v", StringComparison.Ordinal);
        if (version < 0) return GoFunctionName.Parse(frame.Function).PackagePath;
        var end = file.IndexOf('/', version);
        return end < 0 ? file : file[..end];
    }

    private static bool IsStandard(string package, string file)
    {
        var slash = package.IndexOf('/');
        if (!FirstElements.Contains(slash < 0 ? package : package[..slash])) return false;
        return !IsAbsolute(file) || IsSourceOf(package, FolderOf(file));
    }

    // The runtime writes functions of other packages under their names: time.Sleep stands in runtime/time.go,
    // testing/synctest.testingSynctestTest in testing/testing.go.
    private static bool IsSourceOf(string package, string folder) =>
        IsFolderOf(package, folder) || (package.LastIndexOf('/') is > 0 and var slash && IsFolderOf(package[..slash], folder)) || folder.EndsWith("/src/runtime", StringComparison.Ordinal)
        || folder.Contains("/src/internal/runtime/", StringComparison.Ordinal);

    private static bool IsFolderOf(string package, string folder) => folder.EndsWith("/src/" + package, StringComparison.Ordinal);

    private static bool IsRuntime(string package) =>
        package == "runtime" || package.StartsWith("internal/runtime/", StringComparison.Ordinal) || package.StartsWith("runtime/internal/", StringComparison.Ordinal);

    private static bool IsOtherModule(string package, string file) =>
        file.Contains("/pkg/mod/", StringComparison.Ordinal) || file.Contains("/vendor/", StringComparison.Ordinal)
        || file.Contains("@v", StringComparison.Ordinal) || package.StartsWith("golang.org/x/", StringComparison.Ordinal)
        || KnownGoroutines.IsLibrary(package);

    private static bool IsAbsolute(string file) => file.StartsWith('/') || (file.Length > 2 && file[1] == ':' && file[2] == '/');

    private static string FolderOf(string file) => file.LastIndexOf('/') is var slash and > 0 ? file[..slash] : "";
}
