using System.Text.Json;
using Unpark.Model;
using Unpark.Readers.Tracebacks;

namespace Unpark.Tests.Readers.Tracebacks;

/// <summary>What every Go version printed, against the figures of its expected.json.</summary>
public class RealDumpTests
{
    /// <summary>Files whose figures count the false goroutine of a panic text, which Go up to 1.22 prints as it is.</summary>
    private const string FalseGoroutine = "panic-multiline.txt";

    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var version in TestData.GoVersions)
        {
            foreach (var file in Expected(version).EnumerateObject())
            {
                if (file.Value.TryGetProperty("by_state", out _)) data.Add(version, file.Name);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_figures_of_a_real_dump_are_those_expected(string version, string file)
    {
        var expected = Expected(version).GetProperty(file);
        var reading = TracebackReading.OfFile($"{version}/{file}");
        var groups = reading.Snapshots.SelectMany(snapshot => snapshot.Groups).ToList();

        Assert.Equal(States(expected, reading), groups
            .GroupBy(group => group.State.Text + (group.Leaked ? " (leaked)" : ""))
            .ToDictionary(states => states.Key, states => states.Sum(group => group.Count)));
        if (expected.TryGetProperty("goroutines", out var goroutines)) Assert.Equal(goroutines.GetInt64(), reading.Snapshots.Single().Total);
        if (expected.TryGetProperty("leaked", out var leaked)) Assert.Equal(leaked.GetInt64(), groups.Where(group => group.Leaked).Sum(group => group.Count));
        if (expected.TryGetProperty("with_minutes", out var minutes))
        {
            Assert.Equal(minutes.EnumerateObject().ToDictionary(wait => int.Parse(wait.Name), wait => wait.Value.GetInt64()),
                groups.SelectMany(group => group.Waits).GroupBy(wait => wait.Minutes).ToDictionary(waits => waits.Key, waits => waits.Sum(wait => wait.Count)));
        }
        Assert.DoesNotContain(reading.Snapshots, snapshot => snapshot.Cut);
        Assert.Empty(reading.Diagnostics);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_crash_says_its_message_exit_and_running_tests(string version, string file)
    {
        var expected = Expected(version).GetProperty(file);
        var crash = TracebackReading.OfFile($"{version}/{file}").Snapshots.Select(snapshot => snapshot.Crash).LastOrDefault(crash => crash is not null);
        if (expected.TryGetProperty("message", out var message))
        {
            Assert.NotNull(crash);
            Assert.Equal(message.GetString(), (crash.Kind is CrashKind.FatalError or CrashKind.Deadlock ? "fatal error: " : "panic: ") + crash.Message);
            if (expected.TryGetProperty("exit", out var exit)) Assert.Equal(int.Parse(exit.GetString()!), crash.ExitStatus);
        }
        if (expected.TryGetProperty("running_tests", out var tests))
            Assert.Equal(tests.EnumerateArray().Select(test => test.GetString()), crash!.RunningTests);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Goroutines_stand_where_the_program_left_them(string version, string file)
    {
        if (!Expected(version).GetProperty(file).TryGetProperty("by_first_program_site", out var expected)) return;
        var sites = TracebackReading.OfFile($"{version}/{file}").Snapshots.Single().Groups
            .Select(group => (Site: group.Stack.Frames.FirstOrDefault(frame => frame.File.StartsWith("example.com/leaky/", StringComparison.Ordinal))?.Place, group.Count))
            .Where(site => site.Site is not null)
            .GroupBy(site => site.Site!, site => site.Count)
            .ToDictionary(counts => counts.Key, counts => counts.Sum());
        Assert.Equal(expected.EnumerateObject().ToDictionary(site => site.Name, site => site.Value.GetInt64()), sites);
    }

    [Fact]
    public void Every_Go_version_has_dumps_to_read() =>
        Assert.True(Files().Select(row => row[0]).Distinct().Count() >= 9);

    private static Dictionary<string, long> States(JsonElement expected, Reading reading)
    {
        var states = expected.GetProperty("by_state").EnumerateObject().ToDictionary(state => state.Name, state => state.Value.GetInt64());
        if (reading.Source.EndsWith(FalseGoroutine, StringComparison.Ordinal) && states["running"] == 2) states["running"] = 1;
        return states;
    }

    private static JsonElement Expected(string version) => TestData.Expected(version).GetProperty("files");
}
