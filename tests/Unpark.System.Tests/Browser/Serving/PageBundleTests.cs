using System.Diagnostics;
using System.IO.Compression;

namespace Unpark.Tests.Browser.Serving;

/// <summary>The committed bundle is what the committed sources give.</summary>
public sealed class PageBundleTests
{
    private static readonly string Server = Path.Combine(TestData.Root, "src", "Unpark.Server");

    [BundlerFact]
    public void The_bundle_in_wwwroot_is_that_of_the_sources()
    {
        using var folder = new TestFolder();
        var place = Path.Combine(Server, "Page");
        Run(Path.Combine(place, "node_modules", ".bin", "esbuild"), [.. BundlerArguments(), $"--outdir={folder.Path}"]);
        foreach (var file in (string[])["app.js", "app.css"])
            Assert.True(File.ReadAllBytes(Path.Combine(folder.Path, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Server, "wwwroot", file))), $"{file} is not what the sources give: run 'npm run build' in src/Unpark.Server/Page");
        foreach (var file in (string[])["index.html", "icon.svg"])
            Assert.Equal(File.ReadAllText(Path.Combine(place, "src", file)), File.ReadAllText(Path.Combine(Server, "wwwroot", file)));
    }

    [Fact]
    public void The_bundle_is_under_70_kB_on_its_way()
    {
        var packed = Directory.EnumerateFiles(Path.Combine(Server, "wwwroot")).Sum(file =>
        {
            using var bytes = new MemoryStream();
            using (var brotli = new BrotliStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(File.ReadAllBytes(file));
            return bytes.Length;
        });
        Assert.InRange(packed, 1, 70_000);
    }

    [BundlerFact]
    public void The_types_of_the_page_fit() => Run(Path.Combine(Server, "Page", "node_modules", ".bin", "tsc"), []);

    // Those of "npm run build", but for the place.
    private static IEnumerable<string> BundlerArguments()
    {
        using var package = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Server, "Page", "package.json")));
        var build = package.RootElement.GetProperty("scripts").GetProperty("build").GetString()!;
        return build.Split(" && ")[0].Split(' ').Skip(1).Where(argument => !argument.StartsWith("--outdir=", StringComparison.Ordinal));
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.Combine(Server, "Page"), RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output.Result + error.Result);
    }

    private sealed class BundlerFactAttribute : FactAttribute
    {
        public BundlerFactAttribute()
        {
            if (!File.Exists(Path.Combine(Server, "Page", "node_modules", ".package-lock.json"))) Skip = "the packages of the page are not here; eng/page-packages fetches them where there is npm";
        }
    }
}
