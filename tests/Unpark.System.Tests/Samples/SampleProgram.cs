using System.Diagnostics;
using Unpark.Cli.Demo;
using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Tests.Samples;

/// <summary>One built sample: run it, leaking or mended, and read off what Unpark says.</summary>
internal sealed record SampleProgram(string Name, string Program, string Scratch)
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3), WatchedWhenStarved = TimeSpan.FromSeconds(15);

    /// <param name="isEnough">Of a leaking program: the report says what it must.</param>
    public Task<Report> DiagnoseAsync(bool mended, Predicate<Report> isEnough) => Name switch
    {
        "global-deadlock" => DiagnoseEndAsync(mended),
        "test-leak" => DiagnoseTestAsync(mended),
        _ => DiagnoseLiveAsync(mended, isEnough),
    };

    // Where other work takes the processor away for a second, the program does not leak in that second: it is watched again, for longer.
    private async Task<Report> DiagnoseLiveAsync(bool mended, Predicate<Report> isEnough)
    {
        using var service = await GoService.StartAsync(Program, mended ? ["-fixed"] : [], CancellationToken.None);
        var report = await WatchAsync(service, Watched);
        return mended || isEnough(report) ? report : await WatchAsync(service, WatchedWhenStarved);
    }

    private static async Task<Report> WatchAsync(GoService service, TimeSpan length)
    {
        var options = new CollectOptions { For = length };
        var collection = await new Collector { Options = options }.CollectAsync([service.Address]);
        Assert.Empty(collection.Diagnostics);
        return Diagnosis.Of(collection.Moments, collection.Readings, new DiagnosisOptions { LeftOut = collection.LeftOut });
    }

    // A program that ends by itself: its evidence is what it printed last.
    private async Task<Report> DiagnoseEndAsync(bool mended)
    {
        var (code, _, error) = await ChildProcess.RunAsync(new ProcessStartInfo(Program, mended ? ["-fixed"] : []), CancellationToken.None);
        Assert.Equal(mended ? 0 : 2, code);
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(error));
        return mended ? Nothing : Diagnosis.Of([EvidenceReader.Read(bytes, $"{Name}.log")]);
    }

    private async Task<Report> DiagnoseTestAsync(bool mended)
    {
        var dump = Path.Combine(Scratch, mended ? "fixed.txt" : "leaking.txt");
        string[] arguments = ["-dump", dump, .. mended ? ["-fixed"] : Array.Empty<string>()];
        var (code, output, _) = await ChildProcess.RunAsync(new ProcessStartInfo(Program, arguments), CancellationToken.None);
        Assert.True(code == 0, output);
        using var bytes = File.OpenRead(dump);
        return Diagnosis.Of([EvidenceReader.Read(bytes, dump)]);
    }

    private static Report Nothing { get; } = Diagnosis.Of([]);
}
