using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

/// <summary>Profiles of Go up to 1.24 in which the finalizer goroutine has taken the place of another.</summary>
public class LostGoroutineTests
{
    [Fact]
    public async Task A_profile_that_lost_a_goroutine_is_taken_again()
    {
        var requests = await CheckAsync(profilesThatLost: 2, messages: []);
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task A_program_that_never_gives_a_whole_profile_is_asked_four_times_and_the_loss_is_said()
    {
        var requests = await CheckAsync(profilesThatLost: int.MaxValue, ["lacks one goroutine of the program, as Go up to 1.24 does at times; asked for 4 times, the last answer is kept"]);
        Assert.Equal(4, requests);
    }

    private static async Task<int> CheckAsync(int profilesThatLost, string[] messages)
    {
        var profiles = 0;
        using var server = new FakeServer(request => request.Split(' ')[1] switch
        {
            "/debug/pprof/" => FakeServer.Ok("text/html", TestData.Bytes("go1.19.8/index.html")),
            "/debug/pprof/goroutine" => FakeServer.Ok("application/octet-stream", TestData.Bytes(profiles++ < profilesThatLost ? "lost-goroutine/go1.19.8.pb.gz" : "go1.19.8/goroutine.pb.gz")),
            _ => FakeServer.Ok("text/plain", TestData.Bytes("go1.19.8/goroutine-debug2.txt")),
        });
        var collection = await LiveCollector.CollectAsync(TargetProgram.Parse(server.Address));
        Assert.Equal(messages, collection.Diagnostics.Select(diagnostic => diagnostic.Message));
        Assert.Equal(2, Assert.Single(collection.Moments).Snapshots.Length);
        return profiles;
    }
}
