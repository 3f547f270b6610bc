using Unpark.Collectors.Files;
using Unpark.Collectors.Http;
using Unpark.Monitor.Recordings;
using Unpark.Tests.Http;

namespace Unpark.Tests.Monitor.Recordings;

public sealed class RecorderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [GoFact]
    public async Task Recordings_are_plain_profiles_of_each_program_in_time_order_and_stand_in_the_index()
    {
        using var a = await TargetProgram.StartAsync("-waiting=20");
        using var b = await TargetProgram.StartAsync();
        var made = await RunAsync(new() { Every = TimeSpan.FromMilliseconds(200), Rounds = 5 }, () => a.DoAsync("leak?n=3"), a.Target, b.Target);
        Assert.Equal(10, made);
        var index = new RecordingFolder(_folder.Path).Read();
        Assert.Equal((5, 5), (index.Count(one => one.Target == a.Address), index.Count(one => one.Target == b.Address)));

        var ofA = EvidenceFiles.Read(Path.GetDirectoryName(Path.Combine(_folder.Path, index.First(one => one.Target == a.Address).File))!);
        Assert.Equal(5, ofA.Readings.Length);
        Assert.Equal(index.Where(one => one.Target == a.Address).Select(one => one.Goroutines), ofA.Readings.Select(reading => reading.Snapshots[0].Total));
        Assert.DoesNotContain("goroutine?debug=2", (await a.LogAsync()).Asked);
    }

    [GoFact]
    public async Task Where_a_stop_is_allowed_the_dump_is_recorded_too()
    {
        using var program = await TargetProgram.StartAsync();
        await RunAsync(new() { Rounds = 1, AllowStop = TimeSpan.FromSeconds(1) }, () => Task.CompletedTask, program.Target);
        Assert.Contains(Directory.GetFiles(_folder.Path, "traceback-*.txt", SearchOption.AllDirectories), file => File.ReadAllText(file).StartsWith("goroutine ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_does_not_answer_is_told_each_time()
    {
        var told = new List<string>();
        var target = TargetProgram.Parse("127.0.0.1:1") with { Retries = 0 };
        Assert.Equal(0, await new Recorder([target], _folder.Path, new() { Every = TimeSpan.FromMilliseconds(10), Rounds = 2 }, told.Add).RunAsync(CancellationToken.None));
        Assert.Equal(2, told.Count(line => line.StartsWith("127.0.0.1:1: connection refused", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_old_is_thinned_and_what_is_older_than_kept_goes()
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var all = Enumerable.Range(0, 60 * 24).Select(hours => new Recording($"{hours}", "a", now.AddHours(-hours).AddMinutes(-10), "goroutine profile", 1))
            .Concat(Enumerable.Range(1, 47).Select(half => new Recording($"h{half}", "a", now.AddMinutes(-30 * half), "goroutine profile", 1))).ToList();
        var rest = all.Except(Thinning.Surplus(all, now, TimeSpan.FromDays(30))).ToList();
        // All of a day, hourly for six days more, daily for 23 days more.
        Assert.Equal(24 + 47, rest.Count(one => now - one.At < TimeSpan.FromDays(1)));
        Assert.InRange(rest.Count(one => now - one.At >= TimeSpan.FromDays(1) && now - one.At < TimeSpan.FromDays(7)), 143, 145);
        Assert.InRange(rest.Count(one => now - one.At >= TimeSpan.FromDays(7)), 22, 24);
    }

    [GoFact]
    public async Task A_clock_that_is_ten_years_ahead_deletes_no_recording()
    {
        var time = new SteppedTime(new ManualTime());
        var folder = new RecordingFolder(_folder.Path);
        foreach (var hours in (int[])[50, 49, 1]) folder.Add("a:1", time.GetUtcNow().AddHours(-hours), "goroutine profile", 1, ".pb.gz", "x"u8);
        time.Step = TimeSpan.FromDays(3650);
        using var program = await TargetProgram.StartAsync();
        await RunAsync(new() { Rounds = 1, Time = time }, () => Task.CompletedTask, program.Target);
        Assert.Equal(4, folder.Read().Count);
    }

    [Fact]
    public void A_line_of_the_index_that_a_kill_cut_short_hides_no_other()
    {
        var folder = new RecordingFolder(_folder.Path);
        var first = folder.Add("a:1", DateTimeOffset.UnixEpoch, "goroutine profile", 1, ".pb.gz", "x"u8);
        File.AppendAllText(Path.Combine(_folder.Path, "index.jsonl"), "{\"file\":\"a_1/goro");
        Assert.Equal(first, Assert.Single(folder.Read()));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<int> RunAsync(RecorderOptions options, Func<Task> meanwhile, params Target[] targets)
    {
        var told = new List<string>();
        var recording = new Recorder(targets, _folder.Path, options, told.Add).RunAsync(CancellationToken.None);
        await meanwhile();
        var made = await recording;
        Assert.Equal(made, told.Count);
        return made;
    }
}
