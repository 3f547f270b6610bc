using Unpark.Analysis.Series;
using Unpark.Model;

namespace Unpark.Tests.Analysis;

public class GoroutineBaselineTests
{
    public static TheoryData<string> Versions => [.. TestData.GoVersions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Nothing_is_new_in_the_same_moment(string version)
    {
        Check(Read($"{version}/goroutine-debug2.txt"), after => after, "");
        Check(Read($"{version}/goroutine.pb.gz"), after => after, "");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_the_baseline_lacks_is_new_by_its_ids(string version)
    {
        var added = Check(Read($"{version}/goroutine-debug2.txt"), Without("SendNil"), "1 x chan send (nil chan) at example.com/leaky/queue.SendNil");
        Assert.Single(added[0].Ids);
        Assert.Equal("main.leakAll", added[0].CreatedBy?.Function);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_the_baseline_lacks_is_new_by_its_number_where_there_are_no_ids(string version)
    {
        var added = Check(Read($"{version}/goroutine.pb.gz"), Without("readGlobal"), "3 x chan receive at main.readGlobal");
        Assert.Empty(added[0].Ids);
    }

    [Fact]
    public void A_goroutine_at_another_line_than_before_is_not_new_by_its_number()
    {
        var later = Read("go1.27.4/goroutine.pb.gz");
        Check(later, before => before with { Groups = [.. before.Groups.Select(MovedToItsEntry)] }, "");
    }

    [Fact]
    public void An_idle_connection_is_expected() =>
        Assert.Equal("idle connection", New("IO wait", "internal/poll.runtime_pollWait", "net/http.(*connReader).Read", "bufio.(*Reader).Peek", "net/http.(*conn).serve").Expected);

    [Fact]
    public void A_connection_whose_handler_waits_is_not_expected() =>
        Assert.Null(New("IO wait", "internal/poll.runtime_pollWait", "net/http/httputil.(*ReverseProxy).ServeHTTP", "net/http.serverHandler.ServeHTTP", "net/http.(*conn).serve").Expected);

    [Fact]
    public void A_response_body_that_nobody_closed_is_not_expected()
    {
        Assert.Null(New("select", "net/http.(*persistConn).readLoop").Expected);
        Assert.Equal("idle connection", New("IO wait", "internal/poll.runtime_pollWait", "net/http.(*persistConn).readLoop").Expected);
    }

    [Fact]
    public void The_goroutine_that_writes_the_evidence_is_none()
    {
        var later = Read("go1.27.4/goroutine-debug2.txt");
        Assert.DoesNotContain(GoroutineBaseline.Of(later with { Groups = [] }).NewIn(later), added => added.Stack.Frames.Any(frame => frame.Function.StartsWith("net/http/pprof.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sleep", true)]
    [InlineData("IO wait", true)]
    [InlineData("running", true)]
    [InlineData("chan send", false)]
    [InlineData("select", false)]
    public void Waits_that_end_by_themselves_are_told_from_those_that_need_another_goroutine(string state, bool mayEnd) =>
        Assert.Equal(mayEnd, New(state, "main.f").MayEndByItself);

    private static System.Collections.Immutable.ImmutableArray<NewGoroutines> Check(Snapshot later, Func<Snapshot, Snapshot> before, string expected)
    {
        var added = GoroutineBaseline.Of(before(later)).NewIn(later);
        Assert.Equal(expected, string.Join('\n', added.Select(one => $"{one.Count} x {one.State} at {one.Site?.Frame.Function}")));
        return added;
    }

    private static NewGoroutines New(string state, params string[] functions)
    {
        var group = new GoroutineGroup
        {
            Count = 1,
            State = new(state),
            Stack = new([.. functions.Select(function => new Frame(function, "", 1))]),
            Goroutines = [new(7)],
        };
        var empty = new Snapshot { Source = "test", Kind = EvidenceKind.Traceback, Total = 0, Groups = [group with { Goroutines = [new(1)] }] };
        return Assert.Single(GoroutineBaseline.Of(empty).NewIn(empty with { Groups = [group] }));
    }

    private static Func<Snapshot, Snapshot> Without(string function) =>
        snapshot => snapshot with { Groups = snapshot.Groups.RemoveAll(group => group.Stack.Frames.Any(frame => frame.Function.EndsWith("." + function, StringComparison.Ordinal))) };

    private static GoroutineGroup MovedToItsEntry(GoroutineGroup group) =>
        group.Stack.Entry is { } entry ? group with { State = WaitReason.RunningOrRunnable, Stack = new([entry]) } : group;

    private static Snapshot Read(string name)
    {
        using var bytes = TestData.Open(name);
        return EvidenceReader.Read(bytes, name).Snapshots[0];
    }
}
