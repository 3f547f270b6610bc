using System.Text.Json;

namespace Unpark.Tests.Accuracy.Faults;

/// <summary>A fault that was put into a real package, and what its tests printed when their time was over: written by bench/generate/cmd/faults.</summary>
/// <param name="Operator">What was done: "delete close".</param>
/// <param name="File">In the folder of the package.</param>
/// <param name="Line">Of the plain source.</param>
/// <param name="Causes">Any of them tells the fault.</param>
/// <param name="Spots">Any of them is a line to blame, in the faulty source.</param>
internal sealed record Fault(string Operator, string Package, string File, int Line, IReadOnlyList<string> Causes, IReadOnlyList<FaultSpot> Spots)
{
    /// <summary>Of the evidence and the faulty file.</summary>
    public required string Folder { get; init; }

    /// <summary>Of the copy of the package.</summary>
    public required string PackageFolder { get; init; }

    public string Evidence => Path.Combine(Folder, "evidence.txt");

    /// <summary>All that one run left behind of the packages it has done with.</summary>
    public static IReadOnlyList<Fault> AllIn(string root) =>
    [
        .. from summary in Directory.GetFiles(Path.Combine(root, "cases"), "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           from file in Directory.GetFiles(Path.GetDirectoryName(summary)!, "fault.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           select Read(file, root),
    ];

    /// <summary>The folder of go.mod, where somebody stands who works on the package.</summary>
    public string Module()
    {
        var folder = PackageFolder;
        while (!System.IO.File.Exists(Path.Combine(folder, "go.mod"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    /// <summary>Does something while the faulty file stands in its package.</summary>
    public T WithSource<T>(Func<T> use)
    {
        var file = Path.Combine(PackageFolder, File);
        var plain = System.IO.File.ReadAllBytes(file);
        System.IO.File.Copy(Path.Combine(Folder, "faulty.go.txt"), file, overwrite: true);
        try
        {
            return use();
        }
        finally
        {
            System.IO.File.WriteAllBytes(file, plain);
        }
    }

    public bool Blames(string file, int line) => Spots.Any(spot => spot.Line == line && file.EndsWith($"/{Package}/{spot.File}", StringComparison.Ordinal));

    public override string ToString() => $"{Package} {Path.GetFileName(Folder)}, {Operator} at {File}:{Line}";

    private static Fault Read(string file, string root)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
        var json = document.RootElement;
        var package = json.GetProperty(nameof(Package)).GetString()!;
        var isStandard = !package.Split('/')[0].Contains('.', StringComparison.Ordinal);
        return new(
            json.GetProperty(nameof(Operator)).GetString()!, package, json.GetProperty(nameof(File)).GetString()!, json.GetProperty(nameof(Line)).GetInt32(),
            [.. json.GetProperty(nameof(Causes)).EnumerateArray().Select(cause => cause.GetString()!)],
            [.. json.GetProperty(nameof(Spots)).EnumerateArray().Select(spot => new FaultSpot(spot.GetProperty(nameof(File)).GetString()!, spot.GetProperty(nameof(Line)).GetInt32()))])
        {
            Folder = Path.GetDirectoryName(file)!,
            PackageFolder = Path.Combine(root, isStandard ? "goroot" : "gopath", "src", package),
        };
    }
}

/// <summary>A line that may be blamed.</summary>
internal sealed record FaultSpot(string File, int Line);
