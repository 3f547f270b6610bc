using System.Diagnostics;
using System.Text.Json;
using Unpark.Cli.Syntax;

namespace Unpark.Tests.GoTest;

/// <summary>One "unpark test" as a process, in a fixture of <c>tests/fixtures/gotest</c>.</summary>
internal sealed record WatchedRun(int Code, string Output, string Error, IReadOnlyList<WatchedFinding> Findings)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, typeof(CommandLine).Assembly.GetName().Name + ".dll");

    public IEnumerable<LeftMark> Left => LeftMark.Summed(Findings.SelectMany(finding => finding.Left));

    public static string Fixture(string name) => Path.Combine(TestData.Root, "tests", "fixtures", "gotest", name);

    public static WatchedRun Of(string folder, GoToolchain go, params string[] words) => Of(folder, go, [], words);

    /// <param name="variables">NAME=VALUE.</param>
    public static WatchedRun Of(string folder, GoToolchain go, string[] variables, string[] words)
    {
        using var scratch = new TestFolder();
        var file = Path.Combine(scratch.Path, "report.json");
        var run = Of(Command(folder, go, variables, ["--format", "json", "--output", file, .. words]));
        return run with { Findings = File.Exists(file) ? Read(folder, file) : [] };
    }

    /// <summary>With nothing but the words given.</summary>
    public static WatchedRun Text(string folder, GoToolchain go, params string[] words) => Of(Command(folder, go, [], words));

    public static ProcessStartInfo Command(string folder, GoToolchain go, string[] variables, string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "test", "--go", go.Go, .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GO", StringComparison.Ordinal) && name is not ("GOCACHE" or "GOPATH")).ToList())
            start.Environment.Remove(name);
        (start.Environment["GOTOOLCHAIN"], start.Environment["GOPROXY"]) = ("local", "off");
        foreach (var variable in variables.Select(variable => variable.Split('=', 2))) start.Environment[variable[0]] = variable[1];
        return start;
    }

    private static WatchedRun Of(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result, []);
    }

    private static List<WatchedFinding> Read(string folder, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => WatchedFinding.Of(finding, folder))];
    }
}

/// <param name="Function">Where they wait; empty for a finding without a place.</param>
/// <param name="Tests">"package:test", as marks spell them.</param>
internal sealed record WatchedFinding(string Rule, string Title, bool IsNote, string Function, IReadOnlyList<LeftMark> Left, IReadOnlyList<string> Tests)
{
    public static WatchedFinding Of(JsonElement finding, string folder)
    {
        var hasSite = finding.TryGetProperty("site", out var site);
        var place = hasSite ? PlaceOf(site, folder) : "";
        var isNote = finding.GetProperty("level").GetString() == "note";
        List<LeftMark> left =
        [
            .. (finding.TryGetProperty("tests", out var tests) ? tests.EnumerateArray() : default)
                .Select(test => new LeftMark(LeftMark.PackageIn(Path.GetFileName(folder), test.GetProperty("package").GetString()!), NameOf(test), place, test.GetProperty("count").GetInt64(), isNote)),
        ];
        return new(finding.GetProperty("rule").GetString()!, finding.GetProperty("title").GetString()!, isNote, hasSite ? site.GetProperty("function").GetString()! : "", left, [.. left.Select(mark => $"{mark.Package}:{mark.Test}")]);
    }

    private static string PlaceOf(JsonElement site, string folder)
    {
        var file = Path.GetRelativePath(folder, site.GetProperty("file").GetString()!).Replace('\\', '/');
        return file.StartsWith("../", StringComparison.Ordinal) ? LeftMark.LibraryOf(site.GetProperty("function").GetString()!) : $"{file}:{site.GetProperty("line").GetInt32()}";
    }

    private static string NameOf(JsonElement test) =>
        !test.TryGetProperty("name", out var name) ? "?" : test.TryGetProperty("sure", out _) ? $"~{name.GetString()}" : name.GetString()!;
}
