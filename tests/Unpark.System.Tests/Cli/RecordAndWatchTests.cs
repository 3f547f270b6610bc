using Unpark.Tests.Http;

namespace Unpark.Tests.Cli;

public sealed class RecordAndWatchTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [GoFact]
    public async Task Record_says_what_it_wrote_and_the_folder_is_evidence()
    {
        using var program = await TargetProgram.StartAsync("-waiting=5");
        var run = Run("record", program.Address, "--count", "2", "--every", "50ms");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(2, run.Output.Split('\n').Count(line => line.Contains(".pb.gz: goroutine profile of ", StringComparison.Ordinal)));
        Assert.Equal(0, Run(Path.Combine(_folder.Path, "recordings"), "--fail-on", "never").Code);
    }

    [Theory]
    [InlineData("record", "host:6060", "--cron", "0 25 * * *", "unpark: --cron is '0 25 * * *': expected the hour as numbers from 0 to 23, *, 1-5, 0,30 or */15, found 25")]
    [InlineData("record", "host", "--count", "1", "unpark: host: expected an address, as http://host:6060, host:6060 or unix:/run/app.sock")]
    [InlineData("watch", "host:6060", "--every", "1s", "unpark: watch draws on a terminal, and standard output is none; 'unpark host:6060 --for 60s' writes a report")]
    public void What_cannot_be_carried_out_is_told(string command, string address, string option, string value, string error)
    {
        var run = Run(command, address, option, value);
        Assert.Equal((2, error), (run.Code, run.Error.TrimEnd('\n')));
    }

    [Fact]
    public void A_program_that_never_answers_leaves_no_recording_and_an_exit_code()
    {
        var run = Run("record", "127.0.0.1:1", "--count", "1", "--retries", "0");
        Assert.Equal((3, "unpark: nothing was recorded\n"), (run.Code, run.Error));
        Assert.Contains("127.0.0.1:1: connection refused", run.Output, StringComparison.Ordinal);
    }

    [GoFact]
    public async Task Watch_draws_what_grows_and_what_is_found_until_it_is_ended()
    {
        using var program = await TargetProgram.StartAsync();
        using var end = new CancellationTokenSource();
        var watching = Task.Run(() => CliRun.Of(new CliRun.Settings { Columns = 120, Folder = _folder.Path, Cancellation = end.Token }, "watch", program.Address, "--every", "100ms"));
        for (var i = 0; i < 600 && await LooksAfterDumpAsync(program) < 10; i++)
        {
            await program.DoAsync("leak?n=2");
            await Task.Delay(100);
        }
        await end.CancelAsync();
        var run = await watching.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("chan send", run.Output, StringComparison.Ordinal);
        Assert.Contains("main.abandon main.go:", run.Output, StringComparison.Ordinal);
        Assert.Contains("proven", run.Output, StringComparison.Ordinal);
    }

    private static async Task<int> LooksAfterDumpAsync(TargetProgram program) =>
        (await program.LogAsync()).Asked.SkipWhile(asked => asked != "goroutine?debug=2").Count(asked => asked == "goroutine");

    public void Dispose() => _folder.Dispose();

    private CliRun Run(params string[] args) => CliRun.Of(new CliRun.Settings { Folder = _folder.Path }, args);
}
