using System.ComponentModel;
using System.Diagnostics;

namespace Unpark.Cli.Demo;

/// <summary>A Go installation of this machine.</summary>
/// <param name="Program">Full path of <c>go</c>.</param>
/// <param name="Version">1.27.4; a release candidate counts as its release.</param>
internal sealed record GoToolchain(string Program, Version Version)
{
    /// <summary>The samples build with this one and later.</summary>
    public static readonly Version Oldest = new(1, 19);

    public string Name => $"Go {Version}";

    /// <summary>What is on PATH, in the usual places and below artifacts/tools; one of each version, newest first.</summary>
    public static async Task<IReadOnlyList<GoToolchain>> FindAllAsync(Checkout? checkout, CancellationToken cancellation)
    {
        var found = new List<GoToolchain>();
        foreach (var program in Candidates(checkout).Where(File.Exists).Select(Resolved).Distinct())
        {
            if (await VersionOfAsync(program, cancellation) is { } version && version >= Oldest) found.Add(new(program, version));
        }
        return [.. found.OrderByDescending(go => go.Version).DistinctBy(go => go.Version)];
    }

    /// <summary>Builds packages of the samples; never asks the network.</summary>
    /// <param name="output">File for one package, existing folder for several.</param>
    /// <returns>Null when built; else what the compiler said.</returns>
    public async Task<string?> BuildAsync(Checkout checkout, string packages, string output, CancellationToken cancellation)
    {
        var start = Start("build", "-o", output, packages);
        start.WorkingDirectory = checkout.Samples;
        var (code, _, error) = await ChildProcess.RunAsync(start, cancellation);
        return code == 0 ? null : error.Trim();
    }

    /// <summary><c>go</c> with arguments, kept from choosing another toolchain, from the network and from C.</summary>
    public ProcessStartInfo Start(params string[] arguments) => Start(Program, arguments);

    private static ProcessStartInfo Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["GOTOOLCHAIN"] = "local";
        start.Environment["GOPROXY"] = "off";
        start.Environment["GOFLAGS"] = "-mod=mod";
        start.Environment["GOWORK"] = "off";
        start.Environment["CGO_ENABLED"] = "0";
        start.Environment.Remove("GOROOT");
        // go wants a place for its cache and knows none without a home folder.
        if (!start.Environment.ContainsKey("HOME")) start.Environment.TryAdd("GOCACHE", Path.Combine(Path.GetTempPath(), "unpark-go-cache"));
        return start;
    }

    private static IEnumerable<string> Candidates(Checkout? checkout)
    {
        var go = OperatingSystem.IsWindows() ? "go.exe" : "go";
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        string[] places =
        [
            .. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            "/usr/local/go/bin", "/usr/lib/go/bin", "/usr/lib/golang/bin", "/snap/bin", "/opt/homebrew/bin",
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Go", "bin"),
            .. Below("/usr/lib", "go-*"),
            .. Below(Path.Combine(home, "sdk"), "go*"),
            .. Folders(checkout?.Tools, "*").SelectMany(tool => Below(Path.Combine(tool, "usr", "lib"), "go-*")),
        ];
        return places.Select(place => Path.Combine(place, go));
    }

    private static IEnumerable<string> Below(string folder, string pattern) => Folders(folder, pattern).Select(go => Path.Combine(go, "bin"));

    private static string[] Folders(string? folder, string pattern) => Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];

    private static string Resolved(string program) => new FileInfo(program).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(program);

    // "go version go1.27.4 linux/amd64", "go version go1.28rc1 ...", "go version go1.27-devel_abc ..."
    private static async Task<Version?> VersionOfAsync(string program, CancellationToken cancellation)
    {
        try
        {
            var (_, output, _) = await ChildProcess.RunAsync(Start(program, ["version"]), cancellation);
            var words = output.Split(' ');
            if (words is not ["go", "version", ['g', 'o', .. var number], ..]) return null;
            var digits = string.Concat(number.TakeWhile(c => char.IsAsciiDigit(c) || c == '.'));
            return Version.TryParse(digits, out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null; // not a program for this machine
        }
    }
}
