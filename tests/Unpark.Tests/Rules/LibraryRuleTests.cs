using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

/// <summary>Findings about goroutines of libraries.</summary>
public sealed class LibraryRuleTests
{
    private const string Mill = "gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun /home/me/go/pkg/mod/gopkg.in/natefinch/lumberjack.v2@v2.2.1/lumberjack.go:379";
    private const string Watcher = "github.com/fsnotify/fsnotify.(*inotify).readEvents github.com/fsnotify/fsnotify@v1.9.0/backend_inotify.go:400";
    private const string Serve = "internal/poll.runtime_pollWait runtime/netpoll.go:351 < net.(*TCPListener).Accept net/tcpsock.go:387 < net/http.(*Server).Serve net/http/server.go:3578 < net/http/httptest.(*Server).goServe.func1 net/http/httptest/server.go:320";

    [Fact]
    public void A_library_is_named_with_its_version_and_what_stops_it()
    {
        var finding = Single(Series("select", Watcher, 5, 12, 20, 27, 35));
        Assert.Equal(("UP5020", "35 goroutines of fsnotify v1.9.0 are not stopped: (*inotify).readEvents", FindingClass.Library), (finding.Rule.Id, finding.Title, finding.Class));
        Assert.Equal("What ends it: (*Watcher).Close. Do it where its owner is done, on every path.", finding.Fix);
    }

    [Fact]
    public void A_stop_that_does_not_stop_is_called_that_with_a_way_around()
    {
        var finding = Single(Series("chan receive", Mill, 5, 12, 20, 27, 35));
        Assert.Equal(("UP5021", "35 goroutines of lumberjack v2.2.1 are never stopped: (*Logger).millRun"), (finding.Rule.Id, finding.Title));
        Assert.Contains("one lumberjack.Logger for each file", finding.Fix, StringComparison.Ordinal);
        Assert.Contains("known to its authors: natefinch/lumberjack issues 56 (2017), 205 and 219", finding.Because);
        Assert.Contains(finding.RuledOut, text => text.StartsWith("a missing Close", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EvidenceContext.Live, Level.Note)]
    [InlineData(EvidenceContext.Test, Level.Warning)]
    public void Real_libraries_that_were_not_stopped_are_named(EvidenceContext context, Level loudest)
    {
        using var stream = new MemoryStream(TestData.Bytes("libraries/go1.27.4-debug2.txt"));
        var findings = Diagnosis.Of([EvidenceReader.Read(stream, "libraries")], new() { Context = context }).Findings.Where(finding => finding.Rule.Id is "UP5020" or "UP5021").ToList();
        Assert.Equal(loudest, findings.Max(finding => finding.Level));
        Assert.Equal(
            [
                "UP5020 fsnotify <= 1.7: (*Watcher).readEvents", "UP5020 robfig/cron: (*Cron).run", "UP5021 golang-lru <= v2.0.7: NewLRU[...].func",
                "UP5021 lumberjack: (*Logger).millRun", "UP5021 viper: (*Viper).WatchConfig.func",
            ],
            findings.Select(finding => $"{finding.Rule.Id} {finding.Title.Split(" of ")[1].Replace(" are not stopped", "").Replace(" are never stopped", "").Replace(" is not stopped", "")}").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_work_around_is_for_a_row_that_nothing_stops()
    {
        var unstoppable = KnownGoroutines.All.Where(row => row is { CanBeStopped: false, Verdict: not KnownVerdict.Background, ImportPath: not "net" }).ToList();
        Assert.NotEmpty(unstoppable);
        Assert.All(unstoppable, row => Assert.NotNull(WorkArounds.For(row)));
    }

    [Theory]
    [InlineData("select", "database/sql.(*DB).connectionOpener database/sql/sql.go:1266", Level.Warning)]
    [InlineData("select", "net/http.(*persistConn).writeLoop net/http/transport.go:2833", Level.Note)]
    [InlineData("IO wait", "net/http.(*conn).serve net/http/server.go:2197", Level.Note)]
    [InlineData("sleep", "time.Sleep runtime/time.go:368 < net/http.(*conn).serve net/http/server.go:2161", Level.Note)]
    [InlineData("IO wait", "internal/poll.runtime_pollWait runtime/netpoll.go:351 < net.(*TCPListener).Accept net/tcpsock.go:387 < net/rpc.Accept net/rpc/server.go:691", Level.Warning)]
    public void What_a_test_made_a_library_start_counts_as_left_unless_it_is_an_idle_connection(string state, string stack, Level level)
    {
        var group = Group(1, state, stack, "library.Start library/start.go:3");
        Assert.Equal(level, LevelOf(group with { Labels = [new(Model.TestBinary.TestLabel, "TestOpen")] }));
        Assert.Equal(Level.Note, LevelOf(group));

        static Level LevelOf(Model.GoroutineGroup group) =>
            Assert.Single(Diagnosis.Of([Reading(Traceback(group))], new() { Context = EvidenceContext.Test }).Findings).Level;
    }

    [Fact]
    public void A_test_server_that_remains_is_called_that()
    {
        var finding = Assert.Single(Diagnosis.Of([Reading(Traceback(Group(1, "IO wait", Serve, "net/http/httptest.(*Server).goServe net/http/httptest/server.go:318")))], new() { Context = EvidenceContext.Test }).Findings);
        Assert.Equal(("UP5022", "1 server of net/http/httptest remains and listens", FindingClass.Network), (finding.Rule.Id, finding.Title, finding.Class));
        Assert.Contains("httptest.Server.Close", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_running_service_a_server_is_no_finding() =>
        Assert.Empty(Diagnosis.Of([Reading(Traceback(Group(1, "IO wait", Serve)))]).Findings);

    [Theory]
    [InlineData("select", "database/sql.(*DB).connectionOpener database/sql/sql.go:1266", 150, "warning UP4022")]
    [InlineData("select", "database/sql.(*DB).connectionOpener database/sql/sql.go:1266", 25, "note UP4022")]
    [InlineData("select", "database/sql.(*DB).connectionOpener database/sql/sql.go:1266", 3, "")]
    [InlineData("chan receive", Mill, 150, "warning UP5021")]
    [InlineData("IO wait", "github.com/nats-io/nats%2ego.(*Conn).waitForMsgs github.com/nats-io/nats.go@v1.40.0/nats.go:3300", 900, "")]
    [InlineData("IO wait", "google.golang.org/grpc/internal/transport.(*http2Client).reader google.golang.org/grpc@v1.70.0/internal/transport/http2_client.go:1600", 900, "")]
    public void Many_of_what_a_program_has_few_of_are_told_from_one_look(string state, string stack, int count, string expected) =>
        Assert.Equal(expected, OneLook(Traceback(Group(count, state, stack))));

    [Fact]
    public void A_query_that_waits_a_minute_for_a_connection_is_told_from_one_look()
    {
        const string Conn = "database/sql.(*DB).conn database/sql/sql.go:1374 < database/sql.(*DB).QueryContext database/sql/sql.go:1746 < main.names /app/names.go:8";
        Assert.Equal("warning UP4023", OneLook(Traceback(Group(3, "select", Conn, minutes: [2, 1, 1], ids: [5, 6, 7]))));
        Assert.Equal("note UP4023", OneLook(Traceback(Group(3, "select", Conn, ids: [5, 6, 7]))));
    }

    [Fact]
    public void Who_holds_the_connections_is_counted()
    {
        var finding = Diagnosis.Of([Reading(Traceback(
            Group(3, "select", "database/sql.(*DB).conn database/sql/sql.go:1374 < database/sql.(*DB).QueryContext database/sql/sql.go:1746 < main.names /app/names.go:8", minutes: [2, 1, 1], ids: [5, 6, 7]),
            Group(10, "select", "database/sql.(*Rows).awaitDone database/sql/sql.go:3020")))]).Findings.First();
        Assert.Contains("connections are held by 10 result sets not closed ((*Rows).awaitDone)", finding.Because);
    }

    private static Finding Single(System.Collections.Immutable.ImmutableArray<Model.Moment> series) => Assert.Single(Diagnosis.Of(series, []).Findings, finding => finding.Level > Level.Note);

    private static string OneLook(Model.Snapshot snapshot) =>
        string.Join(", ", Diagnosis.Of([Reading(snapshot)]).Findings.Where(finding => finding.Rule.Id != "UP6002").Select(finding => $"{Verdict.Word(finding.Level)} {finding.Rule.Id}"));
}
