using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Unpark.Tests.Accuracy;

/// <summary>
/// One of programs/kernels: hangs in a way that the literature describes. "// stuck lock|deadlock: double locking" stands where
/// goroutines get stuck: the classes that are right, and the cause.
/// </summary>
/// <param name="Name">"doublelock/session": class and package.</param>
internal sealed partial record Kernel(string Name, IReadOnlyList<Stuck> Stuck)
{
    public static readonly string Sources = Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "programs", "kernels");

    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    /// <summary>In the order of their names; packages without marks are no kernels.</summary>
    public static IReadOnlyList<Kernel> All { get; } =
    [
        .. from folder in Directory.GetDirectories(Sources)
           from package in Directory.GetDirectories(folder)
           let kernel = new Kernel($"{Path.GetFileName(folder)}/{Path.GetFileName(package)}", [.. Directory.GetFiles(package, "*.go").SelectMany(MarksOf)])
           orderby kernel.Name
           select kernel,
    ];

    /// <summary>"double locking", of its first mark that has one.</summary>
    public string Cause => Stuck.First(place => place.Cause.Length > 0).Cause;

    /// <summary>A dump that goroutine 1 writes itself.</summary>
    public string Dump(string program, string folder) => Keep(folder, "dump", Command.Run(program, ["-show", "dump", Name]));

    /// <summary>What net/http/pprof answers.</summary>
    public async Task<string> AskAsync(string program, string folder)
    {
        using var run = Start(program, "http");
        try
        {
            var address = (await run.StandardOutput.ReadLineAsync())!["listening ".Length..];
            await Task.Delay(Settle);
            using var http = new HttpClient();
            return Keep(folder, "http", await http.GetStringAsync(new Uri($"http://{address}/debug/pprof/goroutine?debug=2")));
        }
        finally
        {
            run.Kill();
        }
    }

    /// <summary>What the program prints on SIGQUIT.</summary>
    public async Task<string> QuitAsync(string program, string folder)
    {
        using var run = Start(program, "signal");
        var printed = run.StandardError.ReadToEndAsync();
        await run.StandardOutput.ReadLineAsync();
        await Task.Delay(Settle);
        Command.Run("kill", ["-QUIT", run.Id.ToString(CultureInfo.InvariantCulture)]);
        await run.WaitForExitAsync();
        return Keep(folder, "signal", await printed);
    }

    private Process Start(string program, string show) =>
        Process.Start(new ProcessStartInfo(program, ["-show", show, Name]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private string Keep(string folder, string way, string text)
    {
        var path = Path.Combine(folder, $"{Name.Replace('/', '-')}.{way}.txt");
        File.WriteAllText(path, text);
        return path;
    }

    private static IEnumerable<Stuck> MarksOf(string file) =>
        from line in File.ReadLines(file).Index()
        let mark = Mark().Match(line.Item)
        where mark.Success
        select new Stuck(Path.GetFileName(file), line.Index + 1, mark.Groups["classes"].Value.Split('|'), mark.Groups["cause"].Value);

    [GeneratedRegex(@"// stuck (?<classes>[a-z|]+)(: (?<cause>.+))?$")]
    private static partial Regex Mark();
}
