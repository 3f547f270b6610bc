using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

/// <summary>What a look costs a large program, by the program's own figures (runtime/metrics, Go 1.22 and later).</summary>
public class CostTests
{
    // The figure holds every stop of the program, also those of collections that come anyway; the quietest of some looks shows what a look costs.
    private const int Looks = 5;

    [GoFact(NewestAtLeast = 27)]
    public async Task A_look_at_a_hundred_thousand_goroutines_stops_the_program_for_less_than_a_millisecond()
    {
        using var program = await TargetProgram.StartAsync("-waiting=96000", "-locked=4000");
        var stops = new List<double>();
        while (stops.Count < Looks && !stops.Exists(stop => stop < 1)) stops.Add(await StoppedByOneLookAsync(program));
        Assert.True(stops.Min() < 1, $"stopped for {string.Join(", ", stops)} ms");
    }

    private static async Task<double> StoppedByOneLookAsync(TargetProgram program)
    {
        var before = await program.StoppedAsync();
        var collection = await LiveCollector.CollectAsync(program.Target);
        Assert.True(collection.Moments[0].Snapshots[0].Total > 100_000);
        Assert.Equal(["traceback (debug=2)", "leak profile"], collection.LeftOut.Select(omission => omission.What));
        return (await program.StoppedAsync() - before).TotalMilliseconds;
    }
}
