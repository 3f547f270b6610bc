using Unpark.Model;

namespace Unpark.Tests.Readers.Pprof;

/// <summary>Stacks told apart without a name being read.</summary>
public class StackHashTests
{
    public static IEnumerable<object[]> OfGoroutines() => TestData.Files("goroutine.pb.gz");

    [Theory]
    [MemberData(nameof(OfGoroutines))]
    public void Equal_stacks_have_equal_hashes_and_others_do_not(string version, string file)
    {
        var snapshot = Read(File.ReadAllBytes(TestData.Path($"{version}/{file}")));
        var stacks = snapshot.Stacks!;
        Assert.Equal(snapshot.Total, stacks.Sum(stack => stack.Count));
        Assert.Equal(snapshot.Groups.Select(group => group.Stack).Distinct().Count(), stacks.Select(stack => stack.Stack).Distinct().Count());
        Assert.All(snapshot.Groups.GroupBy(group => group.Stack), same => Assert.Single(same.Select(group => stacks[group.Sample].Stack).Distinct()));
    }

    [Fact]
    public void The_numbers_of_a_profile_make_no_difference()
    {
        var one = Check(profile => profile
            .Text("").Text("goroutine").Text("count").Text("main.leaf[go.shape.int]").Text("main.root").Text("/a.go")
            .Message(5, function => function.Number(1, 1).Number(2, 3).Number(4, 5)).Message(5, function => function.Number(1, 2).Number(2, 4).Number(4, 5))
            .Message(4, location => location.Number(1, 1).Message(4, line => line.Number(1, 1).Number(2, 7)).Message(4, line => line.Number(1, 2).Number(2, 9)))
            .Message(2, sample => sample.Number(1, 1).Number(2, 5)));
        var other = Check(profile => profile
            .Text("").Text("goroutine").Text("count").Text("/a.go").Text("main.root").Text("other").Text("main.leaf[...]")
            .Message(5, function => function.Number(1, 77).Number(2, 4).Number(4, 3)).Message(5, function => function.Number(1, 9).Number(2, 6).Number(4, 3))
            .Message(4, location => location.Number(1, 4).Number(3, 0x99).Message(4, line => line.Number(1, 9).Number(2, 7)).Message(4, line => line.Number(1, 77).Number(2, 9)))
            .Message(2, sample => sample.Number(1, 4).Number(2, 6)));
        Assert.Equal(one, other);
    }

    [Fact]
    public void A_frame_that_is_inlined_makes_another_stack()
    {
        Assert.NotEqual(Two(sample => sample.Packed(1, 1, 2)), Two(sample => sample.Number(1, 3)));
        Assert.NotEqual(Two(sample => sample.Packed(1, 1, 2)), Two(sample => sample.Packed(1, 2, 1)));
    }

    [Fact]
    public void Who_asks_for_the_groups_first_gets_no_hashes()
    {
        var snapshot = Read(File.ReadAllBytes(TestData.Path("go1.27.4/goroutine.pb.gz")));
        Assert.NotEmpty(snapshot.Groups);
        Assert.Null(snapshot.Stacks);
    }

    private static ulong Two(Action<ProfileWriter> stack) => Read(ProfileWriter.OfGoroutines()
        .Message(4, location => location.Number(1, 3).Message(4, line => line.Number(1, 1).Number(2, 7)).Message(4, line => line.Number(1, 2).Number(2, 9)))
        .Message(2, sample =>
        {
            stack(sample);
            sample.Number(2, 5);
        })
        .ToArray()).Stacks![0].Stack;

    private static ulong Check(Action<ProfileWriter> write)
    {
        var profile = new ProfileWriter().Message(1, type => type.Number(1, 1).Number(2, 2));
        write(profile);
        var snapshot = Read(profile.ToArray());
        return Assert.Single(snapshot.Stacks!).Stack;
    }

    private static Snapshot Read(byte[] bytes) => Assert.Single(EvidenceReader.Read(new MemoryStream(bytes), "test").Snapshots);
}
