using System.Text;
using Unpark.Causes;
using Unpark.Causes.Resources;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Tests.Causes;

/// <summary>What a function leaves open, told by a goroutine of database/sql or io that waits because of it.</summary>
public sealed class ResourceCausesTests
{
    private const string NoConnection = """
        goroutine 7 [select, 5 minutes]:
        database/sql.(*DB).conn(0xc000100000, {0x1, 0x2}, 0x1)
        	/usr/lib/go-1.27/src/database/sql/sql.go:1369 +0x1d
        created by main.main in goroutine 1
        	/app/main.go:9 +0x1a

        """;

    private const string PipeWriter = """
        goroutine 7 [select, 5 minutes]:
        io.(*pipe).write(0xc000100000, {0x1, 0x2, 0x3})
        	/usr/lib/go-1.27/src/io/pipe.go:86 +0x1d
        io.(*PipeWriter).Write(0xc000100000, {0x1, 0x2, 0x3})
        	/usr/lib/go-1.27/src/io/pipe.go:161 +0x1a
        main.fill(0xc000100000)
        	/app/main.go:30 +0x1a
        created by main.main in goroutine 1
        	/app/main.go:9 +0x1a

        """;

    [Theory]
    [InlineData("for rows.Next() {\n\t\tadd(rows)\n\t}\n\treturn rows.Err()", "")]
    [InlineData("for rows.Next() {\n\t\tif err := add(rows); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn rows.Err()", "rows-not-closed 4, likely, left at 10")]
    [InlineData("for rows.Next() {\n\t\tif full() {\n\t\t\tbreak\n\t\t}\n\t}\n\treturn rows.Err()", "rows-not-closed 4, likely, left at 10")]
    [InlineData("if rows.Next() {\n\t\treturn add(rows)\n\t}\n\treturn rows.Err()", "rows-not-closed 4, sure")]
    [InlineData("if full() {\n\t\treturn nil\n\t}\n\tfor rows.Next() {\n\t\tadd(rows)\n\t}\n\treturn rows.Err()", "rows-not-closed 4, sure")]
    public void Rows_that_are_read_to_the_end_close_themselves(string body, string expected) =>
        Check(new RowsNotClosed(), NoConnection, $"package p\n\nfunc list(db *sql.DB) error {{\n\trows, err := db.Query(\"names\")\n\tif err != nil {{\n\t\treturn err\n\t}}\n\t{body}\n}}\n\nfunc add(rows *sql.Rows) error {{ return nil }}\n", expected);

    [Fact]
    public void A_query_that_keeps_its_rows_on_every_run_goes_before_one_that_does_on_an_error() =>
        Check(new RowsNotClosed(), NoConnection, "package p\n\nfunc all(db *sql.DB) error {\n\trows, _ := db.Query(\"names\")\n\tfor rows.Next() {\n\t\tif full() {\n\t\t\treturn nil\n\t\t}\n\t}\n\treturn nil\n}\n\nfunc first(db *sql.DB) bool {\n\trows, _ := db.Query(\"names\")\n\treturn rows.Next()\n}\n",
            "rows-not-closed 14, sure; rows-not-closed 4, likely, left at 7");

    [Theory]
    [InlineData("packed(r)", "abandoned-pipe 14, likely, left at 4")]
    [InlineData("r", "")]
    public void A_pipe_is_left_by_the_goroutine_that_has_its_reader_last(string given, string expected) =>
        Check(new AbandonedPipe(), PipeWriter, $"package p\n\nfunc send() {{\n\tr, w := io.Pipe()\n\tgo fill(w)\n\tbody := {given}\n\tread(body)\n\tbody.Close()\n}}\n\nfunc packed(src io.Reader) io.ReadCloser {{\n\tout := newQueue()\n\tgo func() {{\n\t\tio.Copy(out, src)\n\t}}()\n\treturn out\n}}\n", expected);

    [Theory]
    [InlineData("other", "rows-not-closed 4, sure")]
    [InlineData("outer", "transaction-not-finished 13, sure")]
    [InlineData("begin", "transaction-not-finished 13, sure")]
    public void Of_several_places_the_one_that_the_fewest_calls_lead_to_is_to_blame(string onStack, string expected)
    {
        var facts = FactsOf("package p\n\nfunc query(db *sql.DB) bool {\n\trows, _ := db.Query(\"names\")\n\treturn rows.Next()\n}\n\nfunc other(db *sql.DB) { query(db) }\n\nfunc outer(db *sql.DB) { begin(db) }\n\nfunc begin(db *sql.DB) {\n\ttx, _ := db.Begin()\n\ttx.Exec(\"names\")\n}\n");
        Assert.Equal(expected, Text(CauseSet.Explain(FindingOf(NoConnection), facts.Functions.Where(function => function.Name == onStack), [facts], _ => true, others: null)!));
    }

    private static void Check(object finder, string dump, string source, string expected) =>
        Assert.Equal(expected, string.Join("; ", ((ResourceCause)finder).Explain(FindingOf(dump), FactsOf(source)).Select(Text)));

    private static Finding FindingOf(string dump) =>
        Assert.Single(Diagnosis.Of([EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(dump)), "dump.txt")], new() { Context = EvidenceContext.Test }).Findings);

    private static PackageFacts FactsOf(string source) => PackageFacts.Of(new([new SourceFile("/app/p.go", GoParser.Parse(Encoding.UTF8.GetBytes(source)))]));

    private static string Text(Cause cause) => $"{cause.Name} {cause.Spot.Line}, {(cause.IsSure ? "sure" : "likely")}{string.Concat(cause.Others.Select(other => $", left at {other.Line}"))}";
}
