using System.Text;
using System.Text.RegularExpressions;
using Unpark.Cli.Demo;
using Unpark.Findings;
using Unpark.Tests.Samples;
using InstalledGo = Unpark.Cli.Demo.GoToolchain;

namespace Unpark.Tests.Patches;

/// <summary>
/// The samples as packages of one program that plays the fault of each a few times, writes what its goroutines do and ends: two builds
/// and two runs try every patch. Files keep their lines.
/// </summary>
internal sealed partial class SamplesInOne(InstalledGo go, string folder)
{
    /// <summary>Not among them: a test, a service, two that start themselves once more as their own peer, and one whose goroutines end once nobody adds more.</summary>
    private static readonly string[] Apart = ["test-leak", "orders", "http2-body-not-closed", "transport-per-request", "unbounded-spawning"];

    public static IReadOnlyList<string> Names { get; } = [.. SampleRuns.Names.Except(Apart)];

    public string Folder => folder;

    public void Write()
    {
        Copy(Path.Combine(Toolchains.Checkout.Samples, "internal"), Path.Combine(folder, "internal"));
        File.Copy(Path.Combine(Toolchains.Checkout.Samples, "go.mod"), Path.Combine(folder, "go.mod"));
        foreach (var name in Names)
        {
            var source = File.ReadAllText(Path.Combine(Toolchains.Checkout.Samples, name, "main.go"));
            Directory.CreateDirectory(Path.Combine(folder, name));
            File.WriteAllText(Path.Combine(folder, name, "main.go"), AsPackage(name, source));
        }
        File.WriteAllText(Path.Combine(folder, "main.go"), Main());
    }

    /// <summary>Builds and runs it.</summary>
    /// <returns>What Unpark says of the dump and the leak profile that it leaves.</returns>
    public async Task<Report> RunAsync(string name)
    {
        var program = Path.Combine(folder, name);
        await CheckAsync("build", "-o", program, ".");
        var evidence = Directory.CreateDirectory(Path.Combine(folder, $"{name}-evidence")).FullName;
        var (code, _, error) = await ChildProcess.RunAsync(new(program) { WorkingDirectory = evidence }, CancellationToken.None);
        Assert.True(code == 0, error);
        return Diagnosis.Of([.. Directory.GetFiles(evidence).Order(StringComparer.Ordinal).Select(Read)], new() { Context = EvidenceContext.Test });
    }

    public async Task CheckAsync(params string[] arguments)
    {
        var start = go.Start(arguments);
        start.WorkingDirectory = folder;
        var (code, output, error) = await ChildProcess.RunAsync(start, CancellationToken.None);
        Assert.True(code == 0, output + error);
    }

    /// <returns>Files of which gofmt would change the form.</returns>
    public async Task<string> UnformattedAsync()
    {
        var gofmt = Path.Combine(Path.GetDirectoryName(go.Program)!, "gofmt");
        var (code, output, error) = await ChildProcess.RunAsync(new(gofmt, ["-l", folder]), CancellationToken.None);
        Assert.True(code == 0, error);
        return output;
    }

    private static Model.Reading Read(string file)
    {
        using var bytes = File.OpenRead(file);
        return EvidenceReader.Read(bytes, file);
    }

    private static string AsPackage(string name, string source)
    {
        var text = source.Replace("\npackage main\n", $"\npackage {PackageOf(name)}\n", StringComparison.Ordinal).Replace("samples/internal/serve", "samples/internal/play", StringComparison.Ordinal);
        text = text.Replace("func main() { serve.Run(leaking, fixed) }", $"func init() {{ play.Add(\"{name}\", leaking, fixed) }}", StringComparison.Ordinal);
        return name == "global-deadlock" ? OwnMain().Replace(text, "\nfunc init() { play.Add(\"global-deadlock\", leaking, fixed) }\n").Replace("\t\"flag\"\n", "\t\"samples/internal/play\"\n", StringComparison.Ordinal) : text;
    }

    private static string PackageOf(string name) => name.Replace("-", "", StringComparison.Ordinal);

    private string Main()
    {
        var imports = new StringBuilder();
        foreach (var name in Names) imports.Append($"\t_ \"samples/{name}\"\n");
        Directory.CreateDirectory(Path.Combine(folder, "internal", "play"));
        File.WriteAllText(Path.Combine(folder, "internal", "play", "play.go"), Play);
        return $"package main\n\nimport (\n{imports}\n\t\"samples/internal/play\"\n)\n\nfunc main() {{ play.All() }}\n";
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.GetDirectories(from)) Copy(inner, Path.Combine(to, Path.GetFileName(inner)));
    }

    [GeneratedRegex(@"\nfunc main\(\) \{\n.*\n\}\n", RegexOptions.Singleline)]
    private static partial Regex OwnMain();

    private const string Play = """
        // Package play plays the fault of every sample a few times and writes what is left.
        package play

        import (
        	"os"
        	"runtime"
        	"runtime/pprof"
        	"time"
        )

        var scenarios []func()

        // Add is called while packages are set up.
        func Add(name string, leaking, fixed func()) { scenarios = append(scenarios, leaking) }

        // All plays each beside the others, waits until what can end has ended, and writes two files.
        func All() {
        	for round := 0; round < 4; round++ {
        		for _, scenario := range scenarios {
        			go scenario()
        		}
        		time.Sleep(50 * time.Millisecond)
        	}
        	time.Sleep(700 * time.Millisecond)
        	runtime.GC()
        	write("1-dump.txt", "goroutine", 2)
        	write("2-leaks.pb.gz", "goroutineleak", 0)
        	write("2-leaks.pb.gz", "goroutineleak", 0)
        }

        func write(file, profile string, debug int) {
        	found := pprof.Lookup(profile)
        	if found == nil {
        		return
        	}
        	out, err := os.Create(file)
        	if err != nil {
        		panic(err)
        	}
        	defer out.Close()
        	if err := found.WriteTo(out, debug); err != nil {
        		panic(err)
        	}
        }

        """;
}
