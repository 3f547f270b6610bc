using System.IO.Compression;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Readers.Pprof;

/// <summary>What no runtime writes: cut, contradictory and malicious profiles.</summary>
public class HostileProfileTests
{
    [Fact]
    public void Numbers_are_read_packed_and_not_packed_in_one_sample() =>
        Check(ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1).Packed(1, 2, 1).Number(2, 3)), "3: main.leaf main.root main.leaf");

    [Fact]
    public void Ids_chosen_at_will_are_followed() =>
        Check(
            ProfileWriter.OfGoroutines()
                .Message(4, location => location.Number(1, 1UL << 60).Message(4, line => line.Number(1, 2)))
                .Message(2, sample => sample.Packed(1, 1UL << 60, 1).Number(2, 3)),
            "3: main.root main.leaf");

    [Fact]
    public void A_sample_that_names_an_unknown_location_is_left_out_and_told() =>
        Check(
            ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1).Number(2, 1)).Message(2, sample => sample.Packed(1, 1, 9004).Number(2, 1)),
            "1: main.leaf",
            "sample 2: names location 9004, but the profile defines 2; 1 of 2 samples left out");

    [Fact]
    public void A_sample_without_its_values_is_left_out_and_told() =>
        Check(ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1)), "", "sample 1: expected 1 values, found 0; 1 of 1 samples left out");

    [Fact]
    public void A_location_defined_twice_keeps_its_first_definition() =>
        Check(
            ProfileWriter.OfGoroutines().Message(4, location => location.Number(1, 1).Message(4, line => line.Number(1, 2))).Message(2, sample => sample.Number(1, 1).Number(2, 1)),
            "1: main.leaf",
            "location 1 is defined twice; the first definition is kept");

    [Fact]
    public void A_line_of_an_unknown_function_has_no_name() =>
        Check(ProfileWriter.OfGoroutines().Message(4, location => location.Number(1, 3).Message(4, line => line.Number(1, 77))).Message(2, sample => sample.Number(1, 3).Number(2, 1)), "1: ");

    [Fact]
    public void Strings_that_do_not_exist_are_empty() =>
        Check(ProfileWriter.OfGoroutines().Message(5, function => function.Number(1, 3).Number(2, 1UL << 60)).Message(4, location => location.Number(1, 3).Message(4, line => line.Number(1, 3))).Message(2, sample => sample.Number(1, 3).Number(2, 1)), "1: ");

    [Fact]
    public void Counts_of_two_to_the_sixty_do_not_break_the_sums() =>
        Check(ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1).Number(2, 1UL << 60)).Message(2, sample => sample.Number(1, 1).Number(2, ulong.MaxValue)), "1152921504606846976: main.leaf; -1: main.leaf");

    [Fact]
    public void A_length_beyond_the_end_keeps_what_came_before() =>
        Check(ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1).Number(2, 1)).Raw(0x12, 0xff, 0xff, 0xff, 0xff, 0x0f), "1: main.leaf", "byte 101: expected a field of a profile, found one that is cut or damaged; the 6 bytes from here on are left out, 1 samples before them are kept");

    [Fact]
    public void Samples_over_the_limit_are_left_out_and_told() =>
        Check(
            ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1).Number(2, 1)).Message(2, sample => sample.Number(1, 2).Number(2, 1)),
            "1: main.leaf",
            "the profile has more than 1 samples (ReaderLimits.MaxGroups); the rest of them is left out",
            new() { MaxGroups = 1 });

    [Fact]
    public void A_stack_deeper_than_the_limit_keeps_its_leaf_end() =>
        Check(
            ProfileWriter.OfGoroutines().Message(2, sample => sample.Packed(1, 1, 2, 2, 2).Number(2, 1)),
            "1: main.leaf main.root",
            "sample 1: more than 2 locations (ReaderLimits.MaxFrames); those at the root are left out, in 1 of 1 samples",
            new() { MaxFrames = 2 });

    [Fact]
    public void A_profile_cut_at_any_byte_gives_no_more_than_the_whole()
    {
        var whole = ProfileWriter.OfGoroutines().Message(2, sample => sample.Packed(1, 1, 2, 1).Number(2, 3).Message(3, label => label.Number(1, 1).Number(2, 2))).ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var reading = Read(whole[..length]);
            Assert.True(reading.Profile is null || reading.Profile.SampleCount == 0, $"cut at {length}");
            Assert.True(reading.Profile is not null || reading.Diagnostics.Any(diagnostic => diagnostic.Fatal), $"cut at {length}");
        }
        Assert.Equal(1, Read(whole).Profile!.SampleCount);
    }

    [Theory]
    [InlineData("go1.27.4/goroutine.pb.gz")]
    [InlineData("go1.19.8/heap.pb.gz")]
    public void A_real_profile_cut_anywhere_in_its_gzip_data_gives_what_was_readable_and_says_so(string file)
    {
        var whole = TestData.Bytes(file);
        for (var length = 20; length < whole.Length - 8; length += 97)
        {
            var reading = Read(whole[..length]);
            Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Message.Contains("the gzip data is cut", StringComparison.Ordinal));
            Assert.All(reading.Snapshots, snapshot => Assert.True(snapshot.Cut));
        }
        Assert.Empty(Read(whole).Diagnostics);
    }

    [Fact]
    public void Gzip_in_several_members_is_one_profile()
    {
        var whole = ProfileWriter.OfGoroutines().Message(2, sample => sample.Number(1, 1).Number(2, 3)).ToArray();
        var reading = Read([.. Gzip(whole[..50]), .. Gzip(whole[50..])]);
        Assert.Empty(reading.Diagnostics);
        Assert.Equal("3: main.leaf", Show(reading.Profile!));
    }

    [Fact]
    public void Garbage_behind_the_gzip_data_does_no_harm()
    {
        var reading = Read([.. TestData.Bytes("go1.27.4/goroutine.pb.gz"), 1, 2, 3, 4]);
        Assert.Empty(reading.Diagnostics);
        Assert.Equal(37, reading.Profile!.SampleCount);
    }

    [Fact]
    public void A_gzip_bomb_ends_at_the_ratio()
    {
        var bomb = Gzip(new byte[64 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(Read(bomb, new() { MaxRatio = 100 }).Diagnostics, diagnostic => diagnostic.Fatal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 32 << 20);
    }

    [Fact]
    public void Profile_bytes_over_the_limit_are_left_out_and_told()
    {
        var many = ProfileWriter.OfGoroutines();
        for (var i = 0; i < 50_000; i++) many.Message(2, sample => sample.Number(1, 1).Number(2, 3));
        var reading = Read(many.ToArray(), new() { MaxProfileBytes = 100_000 });
        Assert.InRange(reading.Profile!.SampleCount, 10_000, 20_000);
        Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Message.Contains("ReaderLimits.MaxProfileBytes", StringComparison.Ordinal));
    }

    [Fact]
    public void Sixty_four_mebibytes_of_zeros_are_no_profile() =>
        Assert.True(Assert.Single(Read(new byte[64 << 20]).Diagnostics).Fatal);

    [Fact]
    public void Labels_of_CockroachDB_become_ids_states_minutes_and_creators()
    {
        string[] keys = ["go::goroutine", "go::goroutine_created_by", "go::goroutine_state", "go::goroutine_wait_minutes", "tenant"];
        var writer = ProfileWriter.OfGoroutines();
        foreach (var text in keys.Concat(["select", "17", "18", "4", "acme"])) writer.Text(text);
        for (ulong id = 0; id < 2; id++)
        {
            writer.Message(2, sample => sample.Packed(1, 1, 2).Number(2, 1)
                .Message(3, label => label.Number(1, 6).Number(2, 12 + id))
                .Message(3, label => label.Number(1, 7).Number(2, 14))
                .Message(3, label => label.Number(1, 8).Number(2, 11))
                .Message(3, label => label.Number(1, 9).Number(3, 4))
                .Message(3, label => label.Number(1, 10).Number(2, 15)));
        }
        var snapshot = Assert.Single(Read(writer.ToArray()).Snapshots);
        Assert.Equal(EvidenceKind.GoroutineProfile, snapshot.Kind);
        var group = Assert.Single(snapshot.Groups);
        Assert.Equal((2L, WaitReason.Select, false), (group.Count, group.State, group.StateIsDerived));
        Assert.Equal([new(17, 4, 0, 4), new Goroutine(18, 4, 0, 4)], group.Goroutines.ToArray());
        Assert.Equal([(4, 2L)], group.Waits.ToArray());
        Assert.Equal([new Label("tenant", "acme")], group.Labels.ToArray());
    }

    [Fact]
    public void Mutated_profiles_are_read_without_a_throw()
    {
        var original = ProfileWriter.OfGoroutines().Message(2, sample => sample.Packed(1, 1, 2, 1).Number(2, 3).Message(3, label => label.Number(1, 1).Number(2, 2))).ToArray();
        for (var seed = 0; seed < 3000; seed++)
        {
            var profile = Read(new Mutator(seed).Damage(original)).Profile;
            if (profile is not null) Show(profile);
        }
    }

    private static void Check(ProfileWriter writer, string samples, string? diagnostic = null, ReaderLimits? limits = null)
    {
        var reading = Read(writer.ToArray(), limits);
        Assert.Equal(samples, Show(reading.Profile!));
        Assert.Equal(diagnostic is null ? [] : [$"evidence: {diagnostic}"], reading.Diagnostics.Select(one => one.ToString()));
    }

    private static string Show(Profile profile) => string.Join("; ", Enumerable.Range(0, profile.SampleCount).Select(sample =>
    {
        var frames = new List<string>();
        foreach (var location in profile.Locations(sample))
        {
            foreach (var frame in profile.Frames(location)) frames.Add(profile.Frame(frame).Function);
        }
        _ = profile.Labels(sample);
        return $"{profile.Values(sample)[0]}: {string.Join(' ', frames)}";
    }));

    private static Reading Read(byte[] bytes, ReaderLimits? limits = null) => EvidenceReader.Read(new MemoryStream(bytes), "evidence", limits);

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
