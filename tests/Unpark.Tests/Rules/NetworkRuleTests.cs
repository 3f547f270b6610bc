using Unpark.Findings;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

/// <summary>Which rule explains what grows around net/http, net, io and os/exec, and what it says it is not.</summary>
public sealed class NetworkRuleTests
{
    private const string Poll = "internal/poll.runtime_pollWait runtime/netpoll.go:351 < ";
    private const string Reader = "net/http.(*persistConn).readLoop net/http/transport.go:2616";
    private const string Stream126 = "net/http.(*http2clientStream).writeRequest net/http/h2_bundle.go:8900 < net/http.(*http2clientStream).doRequest net/http/h2_bundle.go:8700";
    private const string Stream127 = "net/http/internal/http2.(*clientStream).writeRequest net/http/internal/http2/transport.go:1380 < net/http/internal/http2.(*clientStream).doRequest net/http/internal/http2/transport.go:1241";
    private const string Ask = "net/http.(*persistConn).roundTrip net/http/transport.go:3092 < net/http.(*Client).Do net/http/client.go:604 < main.fetch /app/fetch.go:9";
    private const string Ask2 = "net/http/internal/http2.(*ClientConn).roundTrip net/http/internal/http2/transport.go:1190 < net/http.(*Client).Do net/http/client.go:604 < main.fetch /app/fetch.go:9";
    private const string Read = "net/http.(*bodyEOFSignal).Read net/http/transport.go:2900 < io.ReadAll io/io.go:700 < main.fetch /app/fetch.go:14";

    [Fact]
    public void A_reader_in_select_has_a_body_nobody_closed() => Check("UP4001", Growing("select", Reader), "an idle pool", "bodies that are being read: 0 goroutines");

    [Fact]
    public void The_proof_of_an_unread_body_is_told_once_for_both_goroutines_of_the_connection()
    {
        var (reader, writer) = (Group(1, "select", Reader) with { Leaked = true }, Group(1, "select", "net/http.(*persistConn).writeLoop net/http/transport.go:2833") with { Leaked = true });
        Assert.Equal(["UP4001"], Diagnosis.Of([Reading(Traceback(reader, writer))]).Findings.Where(finding => finding.Level > Level.Note).Select(finding => finding.Rule.Id));
    }

    [Fact]
    public void A_reader_that_waits_for_input_is_idle() => Check("UP4002", Growing("IO wait", Poll + Reader), "unanswered requests: 0", "unread bodies: 0");

    [Theory]
    [InlineData(Stream126)]
    [InlineData(Stream127)]
    public void A_stream_that_nobody_waits_for_has_a_body_nobody_closed(string stream) => Check("UP4001", Growing("select", stream), "requests without an answer: 0");

    [Fact]
    public void A_stream_whose_caller_waits_belongs_to_a_request_without_answer() =>
        Check("UP4003", [.. Growing("select", Stream127, Ask2)], "idle connections");

    [Fact]
    public void A_connection_whose_caller_waits_belongs_to_a_request_without_answer()
    {
        var findings = Diagnosis.Of(Growing("IO wait", Poll + Reader, Ask), []).Findings;
        Assert.All(findings.Where(finding => finding.Level > Level.Note), finding => Assert.Equal("UP4003", finding.Rule.Id));
        Assert.Contains(findings, finding => finding.Because.Contains("their requests: 35 goroutines wait for an HTTP response at fetch.go:9"));
    }

    [Theory]
    [InlineData("UP4004", "IO wait", Poll + "bufio.(*Reader).Peek bufio/bufio.go:140 < net/http.(*conn).serve net/http/server.go:2197", "IdleTimeout")]
    [InlineData("UP4004", "IO wait", Poll + "net/http.(*conn).readRequest net/http/server.go:1047 < net/http.(*conn).serve net/http/server.go:2079", "ReadHeaderTimeout")]
    [InlineData("UP4005", "IO wait", Poll + "net.(*netFD).accept net/fd_unix.go:149 < net.(*TCPListener).accept net/tcpsock_posix.go:159 < net.(*TCPListener).Accept net/tcpsock.go:387 < main.loop /app/loop.go:7", "Close the listener of loop.go:7")]
    [InlineData("UP4006", "IO wait", Poll + "net.(*conn).Read net/net.go:196 < main.read /app/read.go:3", "SetReadDeadline")]
    [InlineData("UP4006", "IO wait", Poll + "net.(*conn).Write net/net.go:208 < crypto/tls.(*Conn).Write crypto/tls/conn.go:1200 < main.write /app/write.go:3", "SetWriteDeadline")]
    [InlineData("UP4007", "select", "io.(*pipe).write io/pipe.go:86 < io.(*PipeWriter).Write io/pipe.go:161 < main.encode /app/encode.go:5", "Close the reading end")]
    [InlineData("UP4007", "select", "io.(*pipe).read io/pipe.go:57 < io.(*PipeReader).Read io/pipe.go:134 < main.decode /app/decode.go:5", "Close the writing end")]
    [InlineData("UP4008", "syscall", "os.(*Process).Wait os/exec.go:134 < os/exec.(*Cmd).Wait os/exec/exec.go:900 < main.run /app/run.go:5", "CommandContext")]
    [InlineData("UP4020", "select", "database/sql.(*Rows).awaitDone database/sql/sql.go:3020", "defer rows.Close()")]
    [InlineData("UP4021", "chan receive", "database/sql.(*Tx).awaitDone database/sql/sql.go:2217", "defer tx.Rollback()")]
    [InlineData("UP4022", "select", "database/sql.(*DB).connectionOpener database/sql/sql.go:1266", "sql.Open once")]
    [InlineData("UP4023", "select", "database/sql.(*DB).conn database/sql/sql.go:1374 < database/sql.(*DB).QueryContext database/sql/sql.go:1746 < main.names /app/names.go:8", "names.go:8 a context with a deadline")]
    public void What_grows_is_explained_with_its_fix(string rule, string state, string stack, string fix)
    {
        var finding = Assert.Single(Diagnosis.Of(Series(state, stack, 5, 12, 20, 27, 35), []).Findings, finding => finding.Level > Level.Note);
        Assert.Equal((rule, Confidence.Likely, Level.Warning), (finding.Rule.Id, finding.Confidence, finding.Level));
        Assert.Contains(fix, finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_proxy_is_no_finding()
    {
        var proxy = Profile(
            Group(400, "IO wait", Poll + Reader),
            Group(400, "select", "net/http.(*persistConn).writeLoop net/http/transport.go:2833"),
            Group(300, "select", Reader),
            Group(290, "IO wait", "net/http.(*bodyEOFSignal).Read net/http/transport.go:2900 < net/http/httputil.(*ReverseProxy).copyResponse net/http/httputil/reverseproxy.go:600 < net/http.serverHandler.ServeHTTP net/http/server.go:3340 < net/http.(*conn).serve net/http/server.go:2160"),
            Group(900, "IO wait", Poll + "net/http.(*conn).serve net/http/server.go:2197"),
            Group(500, "select", Stream127),
            Group(495, "select", Ask2));
        Assert.DoesNotContain(Diagnosis.Of([Reading(proxy)]).Findings, finding => finding.Level > Level.Note);
    }

    [Theory]
    [InlineData(120, 0, "warning UP4001")]
    [InlineData(120, 60, "note UP4001")]
    [InlineData(120, 110, "")]
    [InlineData(19, 0, "")]
    public void Bodies_that_nobody_reads_are_told_from_one_look(int open, int reading, string expected) =>
        CheckOneLook(expected, Profile(Group(open, "select", Reader), Group(reading, "IO wait", Read)));

    private static System.Collections.Immutable.ImmutableArray<Model.Moment> Growing(string state, string stack, string? caller = null) =>
        Moments([.. new long[] { 5, 12, 20, 27, 35 }.Select((count, index) => Profile(
            [Group(count, state, stack), Group(8, "chan receive", "main.worker /app/pool.go:30"), .. caller is null ? (Model.GoroutineGroup[])[] : [Group(count, "select", caller)]]).At(index * 10))]);

    private static void Check(string rule, System.Collections.Immutable.ImmutableArray<Model.Moment> series, params string[] notBecauseOf)
    {
        var finding = Diagnosis.Of(series, []).Findings.First(finding => finding.Site!.Library is not null);
        Assert.Equal((rule, Confidence.Likely), (finding.Rule.Id, finding.Confidence));
        Assert.All(notBecauseOf, innocent => Assert.Contains(finding.RuledOut, text => text.StartsWith(innocent, StringComparison.Ordinal)));
    }

    private static void CheckOneLook(string expected, Model.Snapshot snapshot)
    {
        var findings = Diagnosis.Of([Reading(snapshot)]).Findings.Where(finding => finding.Rule.Id != "UP6002");
        Assert.Equal(expected, string.Join(", ", findings.Select(finding => $"{Verdict.Word(finding.Level)} {finding.Rule.Id}")));
    }
}
