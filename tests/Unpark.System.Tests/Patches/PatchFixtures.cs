using System.Text;
using Unpark.Cli.Demo;
using Unpark.Cli.Fixing;
using Unpark.Collectors.Source;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Patches.Editing;

namespace Unpark.Tests.Patches;

/// <summary>Packages as services have them, each with Run, which gets stuck: tests/fixtures/patches. They are one program, run, patched and run again.</summary>
public sealed class PatchFixtures : IAsyncLifetime, IDisposable
{
    private static readonly string Sources = Path.Combine(TestData.Root, "tests", "fixtures", "patches");

    private readonly TestFolder _scratch = new();

    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetDirectories(Sources).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    internal PatchSet Patches { get; private set; } = null!;

    internal Verification Outcome { get; private set; } = null!;

    /// <summary>What go vet says of the patched packages.</summary>
    internal string Complaints { get; private set; } = "";

    /// <summary>Files that gofmt would write otherwise, after patching.</summary>
    internal string Unformatted { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (GoToolchain.Installed.Count == 0) return;
        var go = GoToolchain.Newest.Go;
        Write();
        var before = await RunAsync(go, "stuck");
        var files = new LocalSource(() => LocalSource.RootsAround(_scratch.Path, _ => null));
        Patches = PatchSet.Of(SourceDiagnosis.Of(before, files).Findings, files);
        foreach (var file in Patches.Files) PatchedTree.Write(file, file.Path);
        Unformatted = (await CallAsync(Path.Combine(Path.GetDirectoryName(go)!, "gofmt"), "-l", ".")).Output;
        Complaints = (await CallAsync(go, "vet", "./...")).Error;
        Outcome = TrialVerdict.Of(Patches.Mended, before, await RunAsync(go, "patched"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();

    /// <summary>Of one package, with the reason of each patch above it.</summary>
    internal string DiffOf(string name)
    {
        using var text = new StringWriter { NewLine = "\n" };
        foreach (var patch in Patches.Mended.Select(finding => finding.Patch!).Where(patch => IsIn(patch.Edits[0].File, name)).OrderBy(patch => patch.Edits[0].Start.Line).Distinct()) text.Write($"# {patch.Strategy}: {patch.Why}\n");
        foreach (var file in Patches.Files.Where(file => IsIn(file.Path, name))) UnifiedDiff.Write(text, $"{name}/{Path.GetFileName(file.Path)}", file.Before, file.After);
        return text.ToString();
    }

    private static bool IsIn(string file, string name) => file.Contains($"/{name}/", StringComparison.Ordinal);

    private void Write()
    {
        var main = new StringBuilder("package main\n\nimport (\n\t\"os\"\n\t\"runtime/pprof\"\n\t\"time\"\n\n");
        foreach (var name in Names)
        {
            Directory.CreateDirectory(Path.Combine(_scratch.Path, name));
            File.Copy(Path.Combine(Sources, name, $"{name}.go"), Path.Combine(_scratch.Path, name, $"{name}.go"));
            main.Append($"\t\"patches/{name}\"\n");
        }
        main.Append(")\n\nfunc main() {\n").AppendJoin("", Names.Select(name => $"\tgo {name}.Run()\n"));
        main.Append("\ttime.Sleep(time.Second)\n\tpprof.Lookup(\"goroutine\").WriteTo(os.Stdout, 2)\n}\n");
        File.WriteAllText(Path.Combine(_scratch.Path, "main.go"), main.ToString());
        File.Copy(Path.Combine(Sources, "go.mod"), Path.Combine(_scratch.Path, "go.mod"));
    }

    private async Task<Report> RunAsync(string go, string name)
    {
        var (built, _, errors) = await CallAsync(go, "build", "-o", name, ".");
        Assert.True(built == 0, errors);
        var (code, dump, error) = await CallAsync(Path.Combine(_scratch.Path, name));
        Assert.True(code == 0, error);
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(dump));
        return Diagnosis.Of([EvidenceReader.Read(bytes, "dump.txt")], new() { Context = EvidenceContext.Test });
    }

    private Task<(int Code, string Output, string Error)> CallAsync(string program, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program, arguments) { WorkingDirectory = _scratch.Path };
        foreach (var (name, value) in new[] { ("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "") }) start.Environment[name] = value;
        return ChildProcess.RunAsync(start, CancellationToken.None);
    }
}
