using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Http;

public class LiveCollectorTests
{
    [GoTheory, OldestAndNewestGo]
    public async Task A_look_asks_for_the_cheap_first_and_for_the_proof_last_and_one_thing_at_a_time(string go)
    {
        using var program = await TargetProgram.StartWithAsync(go, "-waiting=50");
        await LiveCollector.CollectAsync(program.Target);
        var (atOnce, asked) = await program.LogAsync();
        Assert.Equal(1, atOnce);
        string[] proof = HasLeakProfile(go) ? ["goroutineleak", "goroutineleak"] : [];
        Assert.Equal(["index", "goroutine", "goroutine?debug=2", .. proof], asked);
    }

    [GoTheory, OldestAndNewestGo]
    public async Task A_look_at_a_small_program_gives_one_moment_with_all_there_is(string go)
    {
        using var program = await TargetProgram.StartWithAsync(go, "-waiting=50");
        var collection = await LiveCollector.CollectAsync(program.Target);

        Assert.Empty(collection.Diagnostics);
        var moment = Assert.Single(collection.Moments);
        EvidenceKind[] proof = HasLeakProfile(go) ? [EvidenceKind.LeakProfile] : [];
        Assert.Equal([EvidenceKind.Profile, EvidenceKind.Traceback, .. proof], moment.Snapshots.Select(snapshot => snapshot.Kind));
        Assert.True(moment.CountedByProgram > 50);
        Assert.All(moment.Snapshots, snapshot => Assert.NotNull(snapshot.TakenAt));
        Assert.All(moment.Snapshots.Take(2), snapshot => Assert.Equal(50, snapshot.Groups.Where(group => group.Stack.Frames.Any(frame => frame.Function == "main.receive")).Sum(group => group.Count)));
        Assert.Equal(collection.Readings.Select(reading => reading.Source), moment.Snapshots.Select(snapshot => snapshot.Source));
    }

    [GoFact(NewestAtLeast = 27)]
    public async Task A_leak_is_proven_by_the_second_answer_of_the_leak_profile()
    {
        using var program = await TargetProgram.StartAsync();
        await program.DoAsync("leak?n=7");
        var proof = (await LiveCollector.CollectAsync(program.Target)).Moments[0].Snapshots[^1];
        Assert.Equal(EvidenceKind.LeakProfile, proof.Kind);
        Assert.Equal(7, proof.Total);
    }

    [GoFact(OldestAtMost = 25)]
    public async Task A_program_of_an_old_go_says_which_version_has_the_leak_profile()
    {
        using var program = await TargetProgram.StartWithAsync(GoToolchain.Oldest.Version);
        var omission = Assert.Single((await LiveCollector.CollectAsync(program.Target)).LeftOut);
        Assert.Equal("leak profile", omission.What);
        Assert.Contains("Go 1.27 or later", omission.Why, StringComparison.Ordinal);
        Assert.Null(omission.HowToGet);
    }

    [GoFact]
    public async Task A_large_program_is_not_stopped_for_a_traceback_and_the_report_says_why_and_how_to_get_it()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20000");
        var collection = await LiveCollector.CollectAsync(program.Target);
        Assert.DoesNotContain("goroutine?debug=2", (await program.LogAsync()).Asked);
        var omission = Assert.Single(collection.LeftOut, omission => omission.What == "traceback (debug=2)");
        Assert.Matches(@"^it would stop the program for about [23]\d\d ms \(20,00\d goroutines\); the budget is 100 ms$", omission.Why);
        Assert.Equal("--allow-stop 500ms", omission.HowToGet);
    }

    [GoFact(NewestAtLeast = 27)]
    public async Task The_waiters_on_one_lock_keep_the_leak_profile_away()
    {
        using var program = await TargetProgram.StartAsync("-locked=6000");
        var collection = await LiveCollector.CollectAsync(program.Target);
        Assert.DoesNotContain("goroutineleak", (await program.LogAsync()).Asked);
        var omission = Assert.Single(collection.LeftOut, omission => omission.What == "leak profile");
        Assert.Contains("6,000 of them on one lock", omission.Why, StringComparison.Ordinal);
    }

    [GoFact]
    public async Task A_traceback_that_was_asked_for_is_taken_whatever_it_costs()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20000");
        var collection = await LiveCollector.CollectAsync(program.Target, new() { Traceback = true });
        Assert.Contains(collection.Moments[0].Snapshots, snapshot => snapshot.Kind == EvidenceKind.Traceback && snapshot.Total > 20_000);
    }

    [GoFact]
    public async Task A_series_counts_often_takes_several_profiles_and_stops_the_program_only_at_its_end()
    {
        using var program = await TargetProgram.StartAsync();
        await program.DoAsync("leak?n=0"); // our own connection is there before the first count
        var collecting = LiveCollector.CollectAsync(program.Target, new() { For = TimeSpan.FromSeconds(3) });
        await Task.Delay(1000);
        await program.DoAsync("leak?n=5");
        var collection = await collecting;

        Assert.InRange(collection.Moments.Length, 5, 12);
        Assert.InRange(collection.Counts.Length, collection.Moments.Length, 40);
        Assert.Equal(5, collection.Counts[^1].Count - collection.Counts[0].Count);
        Assert.All(collection.Moments.SkipLast(1), moment => Assert.Single(moment.Snapshots));
        Assert.Equal(EvidenceKind.Traceback, collection.Moments[^1].Snapshots[1].Kind);
        Assert.Equal(collection.Moments.OrderBy(moment => moment.TakenAt), collection.Moments);
    }

    [GoFact]
    public async Task A_minute_is_a_series_of_about_ten_profiles_and_sixty_counts()
    {
        using var program = await TargetProgram.StartAsync();
        var collection = await LiveCollector.CollectAsync(program.Target, new() { For = TimeSpan.FromMinutes(1) }, time: new FastTime(20));
        Assert.InRange(collection.Moments.Length, 5, 12);
        Assert.InRange(collection.Counts.Length, 20, 65);
    }

    [GoFact]
    public async Task The_address_of_a_profile_gives_that_profile_and_nothing_else()
    {
        using var program = await TargetProgram.StartAsync("-waiting=3");
        var collection = await LiveCollector.CollectAsync(TargetProgram.Parse($"http://{program.Address}/debug/pprof/goroutine?debug=2"));
        Assert.Equal(EvidenceKind.Traceback, Assert.Single(Assert.Single(collection.Moments).Snapshots).Kind);
        Assert.Equal(["goroutine?debug=2"], (await program.LogAsync()).Asked);
    }

    [GoFact]
    public async Task A_program_that_serves_single_profiles_and_no_index_is_read_all_the_same()
    {
        using var program = await TargetProgram.StartAsync("-mode=handlers");
        var collection = await LiveCollector.CollectAsync(program.Target);
        Assert.Equal([EvidenceKind.Profile, EvidenceKind.Traceback], Assert.Single(collection.Moments).Snapshots.Select(snapshot => snapshot.Kind));
    }

    [GoFact]
    public async Task A_base_path_is_found_from_the_address_of_the_program()
    {
        using var program = await TargetProgram.StartAsync("-base=/ops/app");
        await CheckAsync(TargetProgram.Parse($"{program.Address}/ops/app"));
        await CheckAsync(TargetProgram.Parse($"{program.Address}/ops/app/debug/pprof/"));
        await CheckAsync(program.Target with { Path = "ops/app" });
    }

    [GoFact]
    public async Task A_unix_socket_is_asked_like_a_port()
    {
        using var folder = new TestFolder();
        var socket = Path.Combine(folder.Path, "app.sock");
        using var program = await TargetProgram.StartAsync($"-unix={socket}");
        var collection = await CheckAsync(TargetProgram.Parse($"unix:{socket}"));
        Assert.Equal($"unix:{socket}/debug/pprof/goroutine", collection.Readings[0].Source);
    }

    [GoFact]
    public async Task A_token_may_be_a_bearer_token_or_any_header()
    {
        using var program = await TargetProgram.StartAsync("-token=Bearer s3cret");
        await CheckAsync(program.Target with { Access = new() { BearerToken = "s3cret" } });
        await CheckAsync(program.Target with { Access = new() { Headers = [new("Authorization", "Bearer s3cret")] } });
    }

    [GoFact]
    public async Task A_user_and_password_in_the_address_are_basic_authentication_and_appear_nowhere()
    {
        using var program = await TargetProgram.StartAsync("-token=Basic bWU6czNjcmV0"); // me:s3cret
        var collection = await CheckAsync(TargetProgram.Parse($"http://me:s3cret@{program.Address}"));
        Assert.DoesNotContain("s3cret", string.Concat(collection.Readings.Select(reading => reading.Source)), StringComparison.Ordinal);
    }

    internal static async Task<Collection> CheckAsync(Target target)
    {
        var collection = await LiveCollector.CollectAsync(target);
        Assert.Empty(collection.Diagnostics);
        Assert.Equal(EvidenceKind.Profile, collection.Moments[0].Snapshots[0].Kind);
        return collection;
    }

    internal static bool HasLeakProfile(string go) => GoToolchain.Installed.First(toolchain => toolchain.Version == go).Minor >= 27;
}
