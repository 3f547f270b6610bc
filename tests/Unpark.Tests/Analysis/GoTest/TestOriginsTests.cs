using System.Collections.Immutable;
using Unpark.Analysis.GoTest;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Readers;
using Unpark.Readers.GoTest;

namespace Unpark.Tests.Analysis.GoTest;

public sealed class TestOriginsTests
{
    private const string Wait = "app.wait /app/wait.go:7";

    [Theory]
    [InlineData("go1.19.8")]
    [InlineData("go1.27.4")]
    public void Parallel_tests_keep_their_own_goroutines(string version) =>
        Check(Recorded($"{version}-parallel"), "TestOne x1", "TestTable/bad x1", "TestThree x1");

    [Theory]
    [InlineData("go1.19.8")]
    [InlineData("go1.27.4")]
    public void Goroutines_of_TestMain_and_init_are_left_out(string version) => Check(Recorded($"{version}-ownmain"), "TestLeaks x1");

    [Fact]
    public void Without_labels_the_creator_tells_the_test_and_else_the_code() =>
        Check(Recorded("go1.27.4-ownlabels"), "TestDirect x1", "perhaps TestNested x1");

    [Fact]
    public void Without_labels_and_creators_the_code_tells_the_test() =>
        Check(Recorded("go1.19.8-ownlabels"), "perhaps TestDirect x1", "perhaps TestNested x1");

    [Fact]
    public void Proofs_of_goroutines_with_labels_of_their_own_are_kept() =>
        Assert.Equal(3, TestOrigins.Left(Recorded("go1.27.4-ownlabels"))!.Snapshots.Length);

    [Fact]
    public void What_a_goroutine_of_a_test_starts_is_the_tests() => Check(
        Binary(Traceback(Group(20, createdBy: "app.run /app/run.go:3", creator: 10), Group(30, createdBy: "app.more /app/run.go:9", creator: 20)), (10, "TestA")),
        "TestA x2");

    [Fact]
    public void A_label_is_given_to_as_many_goroutines_as_carry_it() => Check(
        Binary(Traceback(Group(20, "app.run /app/run.go:3"), Group(21, "app.run /app/run.go:3")))
            with
        { Profile = Dump.Snapshot(EvidenceKind.TextProfile, Dump.Group(1, "chan receive", Wait) with { Labels = [new(TestBinary.TestLabel, "TestB")] }) },
        "TestB x1", "perhaps ? x1");

    [Fact]
    public void A_timers_function_is_no_child_of_who_happened_to_run_the_timer() => Check(
        Binary(Traceback(Group(20, "time.goFunc /go/src/time/sleep.go:176", creator: 10) with { Labels = [new(TestBinary.TestLabel, "TestA")] }), (10, "TestA")),
        "perhaps ? x1");

    [Fact]
    public void What_was_there_before_the_first_test_is_of_no_test() =>
        Check(Binary(Traceback(Group(5, "app.TestMain /app/main_test.go:3"))) with { Before = [5] });

    [Fact]
    public void What_an_earlier_run_of_the_tests_left_is_not_told_again() =>
        Check(Binary(Traceback(Group(20, "app.run /app/run.go:3", creator: 10) with { Labels = [new(TestBinary.TestLabel, "TestA")] }), (10, "TestA")) with { Before = [20] });

    private static void Check(TestBinary binary, params string[] expected)
    {
        var groups = TestOrigins.Left(binary)?.Snapshots[0].Groups ?? [];
        Assert.Equal(expected, groups
            .Select(group => $"{NameOf(group.Labels[^1])} x{group.Count}")
            .GroupBy(text => text).Select(same => same.Count() == 1 ? same.Key : $"{same.Key.Split(' ')[0]} x{same.Count()}")
            .Order(StringComparer.Ordinal).OrderBy(text => text.StartsWith("perhaps", StringComparison.Ordinal)));
    }

    private static string NameOf(Label label) =>
        (label.Key == TestBinary.PerhapsTestLabel ? "perhaps " : "") + (label.Value.Length == 0 ? "?" : label.Value);

    private static TestBinary Recorded(string name) =>
        TestBinaryReader.Read(TestData.Bytes($"unpark-test/{name}.txt"), name, ReaderLimits.Default).Binary!;

    private static TestBinary Binary(Snapshot traceback, params (long Id, string Name)[] tests) => new()
    {
        GoVersion = "go1.27.4",
        ImportPath = "example.com/app",
        Directory = "/app",
        ExitCode = 0,
        Before = [],
        Tests = tests.ToImmutableDictionary(test => test.Id, test => test.Name),
        Traceback = traceback,
    };

    private static Snapshot Traceback(params GoroutineGroup[] groups) => Dump.Traceback(groups);

    private static GoroutineGroup Group(long id, string createdBy, long creator = 0) =>
        Dump.Group(1, "chan receive", Wait, createdBy, ids: [id]) with { Goroutines = [new(id, CreatorId: creator)] };
}
