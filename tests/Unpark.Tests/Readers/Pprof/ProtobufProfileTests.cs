using System.Text.Json;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Readers.Pprof;

/// <summary>Every protobuf profile of every Go version against what <c>expected.json</c> says it holds.</summary>
public class ProtobufProfileTests
{
    public static IEnumerable<object[]> All() => TestData.Files("*.pb.gz");

    public static IEnumerable<object[]> OfGoroutines() => TestData.Files("goroutine*.pb.gz");

    [Theory]
    [MemberData(nameof(All))]
    public void Sample_types_periods_and_totals_are_those_of_the_profile(string version, string file)
    {
        var (reading, expected) = Read(version, file);
        var profile = reading.Profile!;
        Assert.Empty(reading.Diagnostics);
        Assert.Equal(expected.GetProperty("samples").GetInt32(), profile.SampleCount);
        Assert.Equal(expected.GetProperty("period").GetInt64(), profile.Period);
        Assert.Equal(SampleTypes(expected), profile.SampleTypes);
        Assert.Equal(Totals(expected), Enumerable.Range(0, profile.SampleTypes.Length).Select(type => Sum(profile, type)));
        if (expected.TryGetProperty("default_sample_type", out var type) && type.ValueKind == JsonValueKind.String)
            Assert.Equal(type.GetString(), profile.SampleTypes[profile.DefaultSampleType].Type);
        else
            Assert.Equal(profile.SampleTypes.Length - 1, profile.DefaultSampleType);
    }

    [Theory]
    [MemberData(nameof(OfGoroutines))]
    public void Goroutines_stand_at_the_lines_of_the_program_where_they_wait(string version, string file)
    {
        var (reading, expected) = Read(version, file);
        var snapshot = Assert.Single(reading.Snapshots);
        var bySite = snapshot.Groups
            .GroupBy(group => group.Stack.Frames.FirstOrDefault(frame => frame.File.StartsWith("example.com/", StringComparison.Ordinal))?.Place ?? "")
            .Where(site => site.Key.Length > 0)
            .ToDictionary(site => site.Key, site => site.Sum(group => group.Count));
        Assert.Equal(expected.GetProperty("by_first_program_site").EnumerateObject().ToDictionary(site => site.Name, site => site.Value.GetInt64()), bySite);
        Assert.Equal(expected.GetProperty("total").GetInt64(), snapshot.Total);
        Assert.Equal(snapshot.Total, snapshot.Groups.Sum(group => group.Count));
    }

    [Theory]
    [MemberData(nameof(OfGoroutines))]
    public void Labels_are_read_and_sorted_by_key(string version, string file)
    {
        var (reading, expected) = Read(version, file);
        var profile = reading.Profile!;
        var labelled = Enumerable.Range(0, profile.SampleCount).Select(profile.Labels).Where(labels => !labels.IsEmpty).ToList();
        Assert.Equal(expected.GetProperty("labelled_samples").GetInt32(), labelled.Count);
        Assert.All(labelled, labels => Assert.Equal(labels.Select(label => label.Key).Order(StringComparer.Ordinal), labels.Select(label => label.Key)));
        if (labelled.Count > 0) Assert.Contains(new Label("tenant", "acme"), labelled.SelectMany(labels => labels));
    }

    [Theory]
    [MemberData(nameof(OfGoroutines))]
    public void A_leak_profile_is_a_proof_and_a_goroutine_profile_is_not(string version, string file)
    {
        var snapshot = Assert.Single(Read(version, file).Reading.Snapshots);
        var isLeak = file.StartsWith("goroutineleak", StringComparison.Ordinal);
        Assert.Equal(isLeak ? EvidenceKind.LeakProfile : EvidenceKind.Profile, snapshot.Kind);
        Assert.All(snapshot.Groups, group => Assert.Equal(isLeak, group.Leaked));
        Assert.Equal(file.Contains("delta", StringComparison.Ordinal), snapshot.IsDelta);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_profile_is_named_in_the_words_of_go(string version, string file)
    {
        var reading = Read(version, file).Reading;
        var name = file[..^".pb.gz".Length];
        Assert.Equal(name switch { "block" or "mutex" => "contention", "goroutine-delta" => "goroutine", _ => name }, reading.Profile!.Name);
        Assert.EndsWith(" (protobuf), gzip", reading.Format, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestData.Files), "heap.pb.gz", MemberType = typeof(TestData))]
    public void Heap_samples_carry_the_object_size_as_a_number_label(string version, string file)
    {
        var profile = Read(version, file).Reading.Profile!;
        Assert.Contains(Enumerable.Range(0, profile.SampleCount), sample => profile.NumLabels(sample) is [{ Key: "bytes", Value: > 0, Unit: "bytes" or "" }]);
    }

    private static (Reading Reading, JsonElement Expected) Read(string version, string file)
    {
        using var stream = TestData.Open($"{version}/{file}");
        return (EvidenceReader.Read(stream, file), TestData.Expected(version).GetProperty("files").GetProperty(file));
    }

    private static long Sum(Profile profile, int type) =>
        Enumerable.Range(0, profile.SampleCount).Sum(sample => profile.Values(sample)[type]);

    private static IEnumerable<SampleType> SampleTypes(JsonElement expected) => expected.TryGetProperty("sample_types", out var types)
        ? [.. types.EnumerateArray().Select(type => new SampleType(type[0].GetString()!, type[1].GetString()!))]
        : [new(expected.GetProperty("sample_type")[0].GetString()!, expected.GetProperty("sample_type")[1].GetString()!)];

    private static IEnumerable<long> Totals(JsonElement expected) => expected.TryGetProperty("totals", out var totals)
        ? [.. totals.EnumerateArray().Select(total => total.GetInt64())]
        : [expected.GetProperty("total").GetInt64()];
}
