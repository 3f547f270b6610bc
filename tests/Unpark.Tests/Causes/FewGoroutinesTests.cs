using System.Text;
using Unpark.Findings;
using Unpark.Source;

namespace Unpark.Tests.Causes;

/// <summary>Goroutines too few for a finding, and source that shows a fault, or a program at work.</summary>
public sealed class FewGoroutinesTests
{
    private const string Client = "package main\n\nimport \"net/http\"\n\nvar client http.Client\n\nfunc main() {\n\tfor {\n\t\task()\n\t}\n}\n\n";

    private const string Main = "goroutine 1 [sleep]:\ntime.Sleep(0x3b9aca00)\n\t/usr/lib/go-1.27/src/runtime/time.go:364 +0x115\nmain.main()\n\t/app/main.go:9 +0x1a\n\n";

    private const string Unread = "[select]:\nnet/http.(*persistConn).readLoop(0xc000100000)\n\t/usr/lib/go-1.27/src/net/http/transport.go:2616 +0x1d\ncreated by net/http.(*Transport).dialConn in goroutine 1\n\t/usr/lib/go-1.27/src/net/http/transport.go:2123 +0x1a\n\n";

    private const string Idle = "[IO wait]:\ninternal/poll.runtime_pollWait(0x7f0000000000, 0x72)\n\t/usr/lib/go-1.27/src/runtime/netpoll.go:351 +0x85\nnet/http.(*persistConn).readLoop(0xc000100000)\n\t/usr/lib/go-1.27/src/net/http/transport.go:2493 +0x1d\ncreated by net/http.(*Transport).dialConn in goroutine 1\n\t/usr/lib/go-1.27/src/net/http/transport.go:2123 +0x1a\n\n";

    private const string Reading = "[select]:\nnet/http.(*bodyEOFSignal).Read(0xc000100000, {0x1, 0x2, 0x3})\n\t/usr/lib/go-1.27/src/net/http/transport.go:2700 +0x1d\nmain.ask()\n\t/app/main.go:14 +0x1a\ncreated by main.main in goroutine 1\n\t/app/main.go:9 +0x1a\n\n";

    [Theory]
    [InlineData("_, err := client.Get(\"u\")\n\tcheck(err)", "body-not-closed 14, warning")]
    [InlineData("resp, err := client.Get(\"u\")\n\tif err != nil {\n\t\treturn\n\t}\n\tif resp.StatusCode != 200 {\n\t\treturn\n\t}\n\tresp.Body.Close()", "body-not-closed 14, warning")]
    [InlineData("resp, err := client.Get(\"u\")\n\tif err != nil {\n\t\treturn\n\t}\n\tdefer resp.Body.Close()", "")]
    public void A_few_open_bodies_are_told_where_the_source_leaves_one_open(string body, string expected) =>
        Check(expected, $"{Client}func ask() {{\n\t{body}\n}}\n", Unread, Unread, Unread);

    [Fact]
    public void One_or_two_open_bodies_may_be_at_work() => Check("", $"{Client}func ask() {{\n\t_, err := client.Get(\"u\")\n\tcheck(err)\n}}\n", Unread, Unread);

    [Fact]
    public void Bodies_that_are_being_read_are_no_fault() => Check("", $"{Client}func ask() {{\n\t_, err := client.Get(\"u\")\n\tcheck(err)\n}}\n", Unread, Unread, Unread, Reading);

    [Fact]
    public void A_body_that_comes_with_the_error_is_left_open_behind_the_check() => Check("body-not-closed 14, warning",
        $"{Client}func ask() {{\n\tresp, err := send()\n\tif err != nil {{\n\t\treturn\n\t}}\n\tdefer resp.Body.Close()\n}}\n\nfunc send() (*http.Response, error) {{\n\tresp, err := client.Get(\"u\")\n\tif err != nil {{\n\t\treturn nil, err\n\t}}\n\tif resp.StatusCode != 200 {{\n\t\treturn resp, errors.New(resp.Status)\n\t}}\n\treturn resp, nil\n}}\n",
        Unread, Unread, Unread);

    [Fact]
    public void Of_two_requests_the_one_in_a_loop_is_told() => Check("body-not-closed 14, warning",
        $"{Client}func ask() {{\n\t_, err := client.Get(\"u\")\n\tcheck(err)\n}}\n\nfunc init() {{\n\tresp, err := client.Get(\"first\")\n\tcheck(err)\n\tprint(resp.Status)\n}}\n", Unread, Unread, Unread);

    [Theory]
    [InlineData("transport := http.DefaultTransport.(*http.Transport).Clone()\n\tc := &http.Client{Transport: transport}\n\tc.Get(\"u\")", "client-per-request 14, note")]
    [InlineData("transport := &http.Transport{}\n\tdefer transport.CloseIdleConnections()\n\tc := &http.Client{Transport: transport}\n\tc.Get(\"u\")", "")]
    [InlineData("transport := &http.Transport{}\n\tshared = &http.Client{Transport: transport}\n\tshared.client.Transport = transport\n\tshared.Get(\"u\")", "")]
    [InlineData("transport := &http.Transport{}\n\tkeep(transport)\n\tc := &http.Client{Transport: transport}\n\tc.Get(\"u\")", "")]
    public void A_few_idle_connections_are_told_where_a_function_keeps_a_transport_to_itself(string body, string expected) =>
        Check(expected, $"{Client}func ask() {{\n\t{body}\n}}\n", Idle, Idle, Idle);

    [Theory]
    [InlineData("if rows.Next() {\n\t\treturn\n\t}\n\trows.Close()", "rows-not-closed 6, warning")]
    [InlineData("rows.Close()", "")]
    public void One_query_without_a_connection_is_told_where_rows_stay_open(string body, string expected) =>
        CheckDump(expected, $"package main\n\nimport \"database/sql\"\n\nfunc ask(db *sql.DB) {{\n\trows, _ := db.Query(\"names\")\n\t{body}\n}}\n\nfunc main() {{\n\tdb.Exec(\"x\")\n}}\n",
            $"goroutine 1 [select]:\ndatabase/sql.(*DB).conn(0xc000100000, {{0x1, 0x2}}, 0x1)\n\t/usr/lib/go-1.27/src/database/sql/sql.go:1374 +0x1d\nmain.main()\n\t/app/main.go:{(expected.Length > 0 ? 14 : 11)} +0x1a\n\n");

    [Theory]
    [InlineData("l.greet()", "Close", "no-deadline 14, note")]
    [InlineData("l.greet()", "loop", "")]
    [InlineData("l.SetReadDeadline(soon)\n\tl.greet()", "Close", "")]
    public void Who_closes_must_not_wait_for_the_other_side(string body, string method, string expected) =>
        Check(expected, $"package main\n\nimport \"net\"\n\ntype line struct{{ net.Conn }}\n\nfunc (l *line) greet() {{\n\tbuf := make([]byte, 1)\n\tl.Read(buf)\n}}\n\n\nfunc (l *line) {method}() {{\n\t{body}\n}}\n",
            $"[IO wait]:\ninternal/poll.runtime_pollWait(0x7f0000000000, 0x72)\n\t/usr/lib/go-1.27/src/runtime/netpoll.go:351 +0x85\nnet.(*conn).Read(0xc000100000, {{0x1, 0x2, 0x3}})\n\t/usr/lib/go-1.27/src/net/net.go:196 +0x1d\nmain.(*line).greet(0xc000100000)\n\t/app/main.go:9 +0x1a\nmain.(*line).{method}(0xc000100000)\n\t/app/main.go:{(body.Contains('\n', StringComparison.Ordinal) ? 15 : 14)} +0x1a\ncreated by main.main in goroutine 1\n\t/app/main.go:9 +0x1a\n\n");

    private static void Check(string expected, string source, params string[] goroutines) =>
        CheckDump(expected, source, Main + string.Concat(goroutines.Select((text, i) => $"goroutine {i + 20} {text}")));

    private static void CheckDump(string expected, string source, string dump)
    {
        var alone = Diagnosis.Of([EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(dump)), "dump.txt")], new() { Context = EvidenceContext.Live });
        Assert.DoesNotContain(alone.Findings, finding => finding.Rule.Class == FindingClass.Network);
        var told = SourceDiagnosis.Of(alone, new OneFile(source)).Findings.Where(finding => finding.Rule.Class == FindingClass.Network);
        Assert.Equal(expected, string.Join("; ", told.Select(finding => $"{finding.Cause!.Name} {finding.Cause.Spot.Line}, {finding.Level.ToString().ToLowerInvariant()}")));
    }

    private sealed class OneFile(string text) : ISourceFiles
    {
        private const string Path = "/app/main.go";

        public SourceRoots Roots { get; } = new();

        public ReadOnlyMemory<byte>? Read(string asked) => asked == Path ? Encoding.UTF8.GetBytes(text) : null;

        public Version? GoVersionOf(string folder) => null;

        public IReadOnlyList<string> GoFilesIn(string folder) => [Path];
    }
}
