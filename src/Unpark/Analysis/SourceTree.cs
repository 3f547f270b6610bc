using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>The checkout at hand: says which of its files a frame of the evidence is in, whatever folder the program was built in.</summary>
/// <remarks>
/// The file of a package is known without any path: its folder is the import path less the module's, its name the last part
/// of what is printed. Package main has no import path; its files are found by their own path, as they lie here, as
/// <c>-trimpath</c> writes them, or beside the packages that show where the checkout lay when it was built.
/// </remarks>
/// <param name="root">Absolute path of the checkout, no slash at its end; null when there is none.</param>
/// <param name="module">Path of the main module in go.mod; null when unknown.</param>
/// <param name="folder">Where go.mod lies below <paramref name="root"/>: "services/orders"; empty for the root itself.</param>
public sealed class SourceTree(string? root, string? module, string folder = "")
{
    private readonly string? _root = root?.Replace('\\', '/');

    private string? _builtIn;

    /// <summary>No checkout: every file is as printed.</summary>
    public static SourceTree None { get; } = new(null, null);

    /// <summary>The same checkout, with what these stacks say about where it lay when the program was built.</summary>
    public SourceTree With(IEnumerable<CallStack> stacks)
    {
        foreach (var stack in stacks)
        {
            foreach (var frame in stack.Frames)
            {
                if (BuiltIn(frame) is { } built) return new(root, module, folder) { _builtIn = built };
            }
        }
        return this;
    }

    /// <summary>Path below the root, with slashes; null for a file that is not the checkout's.</summary>
    public string? PathOf(Frame frame)
    {
        if (frame.File.Length == 0 || frame.File[0] == '_') return null;
        return Below(_root, frame.File) ?? (GoRoot.OriginOf(frame) == FrameOrigin.User && InModule(frame) is { } path ? Joined(folder, path) : null);
    }

    private string? InModule(Frame frame) =>
        module is null ? null : OfPackage(frame) ?? Below(module, frame.File) ?? Below(_builtIn, frame.File);

    private string? OfPackage(Frame frame)
    {
        var package = GoFunctionName.PackageOf(frame.Function);
        var name = NameOf(frame.File);
        if (name.EndsWith("_test.go", StringComparison.Ordinal) && package.EndsWith("_test", StringComparison.Ordinal)) package = package[..^"_test".Length];
        if (package == module) return name;
        return Below(module, package) is { } below ? Joined(below, name) : null;
    }

    // "/build/queue/queue.go" of package example.com/app/queue was built in "/build".
    private string? BuiltIn(Frame frame) =>
        module is not null && OfPackage(frame) is { } path && frame.File.EndsWith("/" + path, StringComparison.Ordinal) ? frame.File[..^(path.Length + 1)] : null;

    private static string? Below(string? parent, string path) =>
        parent is { Length: > 0 } && path.Length > parent.Length + 1 && path[parent.Length] == '/' && path.StartsWith(parent, StringComparison.Ordinal) ? path[(parent.Length + 1)..] : null;

    private static string Joined(string parent, string path) => parent.Length == 0 ? path : $"{parent}/{path}";

    private static string NameOf(string file) => file[(file.LastIndexOf('/') + 1)..];
}
