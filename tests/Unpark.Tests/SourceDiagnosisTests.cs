using System.Text;
using Unpark.Findings;
using Unpark.Source;

namespace Unpark.Tests;

/// <summary>What a dump says, held against source that fits it, and against source that does not.</summary>
public sealed class SourceDiagnosisTests
{
    private const string Dump = """
        goroutine 7 [select (no cases), 5 minutes]:
        main.main.func1()
        	/app/main.go:5 +0x1d
        created by main.main in goroutine 1
        	/app/main.go:4 +0x1a

        """;

    private const string Source = "package main\n\nfunc main() {\n\tgo func() {\n\t\tselect {}\n\t}()\n}\n";

    [Fact]
    public void A_finding_whose_source_fits_has_its_cause()
    {
        var cause = Check("/app/main.go", Source).Findings[0].Cause!;
        Assert.Equal(("empty-select", "/app/main.go", 5, 3), (cause.Name, cause.Spot.File, cause.Spot.Line, cause.Spot.Column));
    }

    [Fact]
    public void Without_source_the_report_is_as_it_was()
    {
        var report = Check("/elsewhere/other.go", Source);
        Assert.Null(report.Findings[0].Cause);
        Assert.DoesNotContain(report.Notes, note => note.Contains("main.go", StringComparison.Ordinal));
    }

    [Fact]
    public void Source_that_does_not_fit_is_refused_with_the_reason()
    {
        var report = Check("/app/main.go", "package main\n\nfunc other() {\n}\n");
        Assert.Null(report.Findings[0].Cause);
        Assert.Contains("/app/main.go does not fit the evidence: line 5 is in no function. It explains nothing here; --src and --path-map name other folders", report.Notes);
    }

    private static Report Check(string path, string source)
    {
        var reading = EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Dump)), "dump.txt");
        return SourceDiagnosis.Of(Diagnosis.Of([reading], new() { Context = EvidenceContext.Test }), new OneFile(path, source));
    }

    private sealed class OneFile(string path, string text) : ISourceFiles
    {
        public SourceRoots Roots { get; } = new();

        public ReadOnlyMemory<byte>? Read(string asked) => asked == path ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(text) : null;

        public IReadOnlyList<string> GoFilesIn(string folder) => [path];
    }
}
