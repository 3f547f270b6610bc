using System.Text.Json;
using Unpark.Model;

namespace Unpark.Tests.Readers.Traces;

public class RecordedTraceTests
{
    public static IEnumerable<object[]> Traces => TestData.Files("trace.out").Concat(TestData.Files("flight.out"));

    [Theory]
    [MemberData(nameof(Traces))]
    public void Every_recorded_trace_has_the_header_generations_and_wire_events_of_its_expected_json(string version, string file)
    {
        var trace = Read(version, file).Trace!;
        var expected = Expected(version, file);

        Assert.Equal(expected.GetProperty("header").GetString(), $"{trace.Format} trace");
        if (!expected.TryGetProperty("wire_events", out var events)) return;
        Assert.Equal(Counts(events), trace.Events.ToDictionary(row => row.Name, row => row.Count));
        Assert.Equal(expected.GetProperty("generations").GetInt32(), trace.Generations);
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Every_recorded_trace_has_the_transitions_and_states_of_its_expected_json(string version, string file)
    {
        var trace = Read(version, file).Trace!;
        var expected = Expected(version, file);

        Assert.Equal(Sorted(Counts(expected.GetProperty("goroutine_transitions"))), Sorted(trace.Transitions.ToDictionary(row => row.ToString(), row => row.Count)));
        Assert.Equal(Sorted(Counts(expected.GetProperty("goroutine_state_at_end"))), Sorted(trace.AtEnd.ToDictionary(row => row.ToString(), row => row.Count)));
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Every_recorded_trace_ends_with_the_waiting_sites_of_its_expected_json(string version, string file)
    {
        var sites = Assert.Single(Read(version, file).Snapshots).Groups
            .Where(group => group.State != WaitReason.Running && group.State != WaitReason.Runnable && group.State != WaitReason.Syscall && group.Stack.Elided == 0)
            .Select(group => (group.Count, Frame: group.Stack.Frames.FirstOrDefault(frame => frame.File.StartsWith("example.com/", StringComparison.Ordinal))))
            .Where(group => group.Frame is not null)
            .GroupBy(group => group.Frame!.Place)
            .ToDictionary(group => group.Key, group => group.Sum(item => item.Count));

        Assert.Equal(Sorted(Counts(Expected(version, file).GetProperty("waiting_at_end_by_site_where_stack_known"))), Sorted(sites));
    }

    private static Reading Read(string version, string file)
    {
        using var bytes = TestData.Open($"{version}/{file}");
        var reading = EvidenceReader.Read(bytes, file);
        Assert.Empty(reading.Diagnostics);
        return reading;
    }

    private static JsonElement Expected(string version, string file) => TestData.Expected(version).GetProperty("files").GetProperty(file);

    private static Dictionary<string, long> Counts(JsonElement counts) =>
        counts.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt64());

    private static string Sorted(Dictionary<string, long> counts) =>
        string.Join('\n', counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
}
