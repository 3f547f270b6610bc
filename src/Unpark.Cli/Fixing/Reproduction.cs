using Unpark.Cli.Syntax;
using Unpark.Cli.Testing;
using Unpark.Collectors.GoTest;
using Unpark.Findings;

namespace Unpark.Cli.Fixing;

/// <summary>The command that shows the fault: a go test, or any other that prints a dump, crashes, or runs until it is asked for its goroutines.</summary>
/// <param name="words">The command, as it stands behind <c>--</c>.</param>
/// <param name="limit">How long a command that is no go test may run.</param>
internal sealed class Reproduction(Invocation call, IReadOnlyList<string> words, TimeSpan limit)
{
    public string Words => string.Join(' ', words);

    /// <param name="folder">Where it is run.</param>
    /// <exception cref="EvidenceException">It could not be run, or shows no goroutines.</exception>
    public Report Run(string folder) => words is [var go, "test", ..] && Path.GetFileNameWithoutExtension(go) == "go" ? RunTests(go, folder) : RunCommand(folder);

    private Report RunTests(string go, string folder)
    {
        var result = WatchedTests.Run(call, new() { Go = go, Arguments = [.. words.Skip(2)], Folder = folder });
        if (result.Binaries.IsEmpty && result.Outputs.IsEmpty) throw new EvidenceException($"{Words}: no test was run (exit code {result.ExitCode})");
        return Diagnosis.OfTests(result.Binaries, result.Outputs);
    }

    private Report RunCommand(string folder)
    {
        using var printed = CommandRun.Run(words, folder, limit, call.Cancellation);
        var reading = EvidenceReader.Read(printed, $"what {Words} printed");
        if (reading.Snapshots.IsEmpty) throw new EvidenceException($"{Words}: expected goroutines in what it printed, found none. A Go program prints them when it crashes, and at SIGQUIT, which it is sent when --for is over");
        return Diagnosis.Of([reading]);
    }
}
