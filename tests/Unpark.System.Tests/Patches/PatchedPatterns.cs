using Unpark.Cli.Demo;
using Unpark.Cli.Fixing;
using Unpark.Collectors.Source;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Tests.Accuracy;

namespace Unpark.Tests.Patches;

/// <summary>The leaks of Go's own tests in one program: each run, all patched as <c>unpark fix</c> would, built, vetted and run again.</summary>
/// <remarks>
/// Behind many of the stuck lines stands <c>panic("should not be reached")</c>, by which the patterns make sure that they are stuck: what is
/// mended comes there. After the patches these lines return instead, so that the mended program comes to its end.
/// </remarks>
public sealed class PatchedPatterns : IAsyncLifetime, IDisposable
{
    private const string Guard = "panic(\"should not be reached\")";

    private readonly TestFolder _scratch = new();
    private readonly Dictionary<string, IReadOnlyList<Finding>> _found = new(StringComparer.Ordinal);

    /// <summary>Those that get stuck.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. GoPatterns.Names.Except(["NoLeakGlobal"])];

    internal PatchSet Patches { get; private set; } = null!;

    /// <summary>What still waits once all is patched, and is found above a note: pattern, function, state.</summary>
    internal HashSet<(string, string, string)> Left { get; } = [];

    /// <summary>What go vet says of the patched program and did not say before.</summary>
    internal IReadOnlyList<string> Complaints { get; private set; } = [];

    /// <summary>Files that gofmt would write otherwise, after patching.</summary>
    internal string Unformatted { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (PatternsFactAttribute.Missing is not null) return;
        var patterns = GoPatterns.Build(GoToolchain.Newest, _scratch.Path);
        var vetted = await VetAsync();
        var files = new LocalSource(() => LocalSource.RootsAround(_scratch.Path, _ => null));
        var before = GoPatterns.Names.ToDictionary(name => name, name => Diagnose(patterns.Run(name)));
        foreach (var (name, report) in before) _found[name] = SourceDiagnosis.Of(report, files).Findings;

        Patches = PatchSet.Of(_found.Values.SelectMany(findings => findings), files);
        foreach (var file in Patches.Files) PatchedTree.Write(file, file.Path);
        Unformatted = Command.Run(Path.Combine(Path.GetDirectoryName(GoToolchain.Newest.Go)!, "gofmt"), ["-l", "simple.go", "commonpatterns.go"], _scratch.Path);
        Complaints = [.. (await VetAsync()).Except(vetted)];
        foreach (var file in Patches.Files) File.WriteAllText(file.Path, file.After.Replace(Guard, "return", StringComparison.Ordinal));
        var patched = GoPatterns.Compile(GoToolchain.Newest, _scratch.Path, "patched");
        foreach (var name in Names) Left.UnionWith(Diagnose(patched.Run(name)).Findings.Where(IsLoud).Select(finding => KeyOf(name, finding)));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();

    /// <summary>What waits in a pattern without patches, and is no mere note.</summary>
    internal IReadOnlyList<Finding> FoundIn(string pattern) => [.. _found[pattern].Where(finding => IsLoud(finding) || finding.Patch is not null)];

    internal IReadOnlyList<Finding> MendedIn(string pattern) => [.. FoundIn(pattern).Intersect(Patches.Mended)];

    internal bool IsGone(string pattern, Finding finding) => !Left.Contains(KeyOf(pattern, finding));

    private static bool IsLoud(Finding finding) => finding is { Level: > Level.Note, Site: not null };

    // Lines have moved, and closures have other numbers.
    private static (string, string, string) KeyOf(string pattern, Finding finding) => (pattern, finding.Site!.Frame.Function.Split(".func")[0], finding.State?.Text ?? "");

    private static Report Diagnose(string evidence) =>
        Diagnosis.Of([.. Directory.GetFiles(evidence).Order(StringComparer.Ordinal).Select(Read)], new() { Context = EvidenceContext.Test });

    private static Model.Reading Read(string file)
    {
        using var bytes = File.OpenRead(file);
        return EvidenceReader.Read(bytes, file);
    }

    // Without the places, which move.
    private async Task<IReadOnlyList<string>> VetAsync()
    {
        var start = new System.Diagnostics.ProcessStartInfo(GoToolchain.Newest.Go, ["vet", "."]) { WorkingDirectory = _scratch.Path };
        foreach (var (name, value) in new[] { ("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "") }) start.Environment[name] = value;
        var (_, _, error) = await ChildProcess.RunAsync(start, CancellationToken.None);
        return [.. error.Split('\n').Where(line => line.Contains(".go:", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..])];
    }
}
