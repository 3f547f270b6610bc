namespace Unpark.Tests.GoSyntax;

/// <summary>Go source that others wrote: what the newest installed Go is made of, and libraries in packages of Debian.</summary>
internal static class GoSources
{
    /// <summary>Import paths of the libraries <c>./test</c> fetches (<c>eng/tools go-libraries</c>).</summary>
    private static readonly string[] Libraries =
    [
        "github.com/gin-gonic/gin", "github.com/goccy/go-yaml", "github.com/gogo/protobuf", "github.com/klauspost/compress",
        "github.com/miekg/dns", "github.com/prometheus/client_golang", "github.com/spf13/cobra", "go.uber.org/zap",
        "golang.org/x/exp", "golang.org/x/net", "golang.org/x/tools", "google.golang.org/grpc",
    ];

    public static IReadOnlyList<string> OfGo { get; } =
        GoToolchain.Installed.Count == 0 ? [] : FilesBelow(Command.Run(GoToolchain.Newest.Go, ["env", "GOROOT"]).Trim());

    public static IReadOnlyList<string> OfLibraries { get; } = [.. Libraries.SelectMany(library => FilesBelow(FolderOf(library)))];

    private static string? FolderOf(string library) =>
        (from root in Roots()
         let folder = Path.Combine(root, "usr", "share", "gocode", "src", library)
         where Directory.Exists(folder)
         select folder).FirstOrDefault();

    private static IEnumerable<string> Roots()
    {
        var tools = Path.Combine(TestData.Root, "artifacts", "tools");
        return [Path.GetPathRoot(TestData.Root)!, .. Directory.Exists(tools) ? Directory.EnumerateDirectories(tools) : []];
    }

    // A GOROOT of Debian consists of links to folders; loops do not occur in it.
    private static IReadOnlyList<string> FilesBelow(string? folder) => folder is null
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.go", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Where(System.IO.File.Exists).Order(StringComparer.Ordinal)];
}
