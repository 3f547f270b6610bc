using System.Text;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering;

namespace Unpark.Tests.Rendering;

/// <summary>Reports as small as the tests of renderers need them.</summary>
internal static class Reports
{
    public static readonly RuleDoc Rule = new("UP1001", "abandoned-sender", FindingClass.Channel, "A send waits", "Why", "Confirm", "Fix");

    public static readonly Report Empty = new()
    {
        Evidence = [],
        Context = EvidenceContext.Live,
        ContextReason = "nothing speaks for a program that is over",
        Total = 0,
        States = [],
        Findings = [],
        Groups = [],
    };

    public static readonly Finding Bare = new()
    {
        Rule = Rule,
        Title = "20 goroutines wait to send at order.go:52",
        Confidence = Confidence.Likely,
        Level = Level.Error,
        Count = 20,
        Because = ["they wait"],
        Fix = "Give the channel a buffer of one.",
        Fingerprint = "f1",
    };

    public static readonly Frame Frame = new("main.leak.func1", "/src/order.go", 52);

    /// <summary>What <c>unpark FILE</c> finds in a file of tests/data.</summary>
    public static Report OfFile(string name)
    {
        using var stream = TestData.Open(name);
        return Diagnosis.Of([EvidenceReader.Read(stream, name)]);
    }

    public static string Text(string format, Report report, RenderOptions? options = null)
    {
        using var stream = new MemoryStream();
        ReportFormats.Find(format)!.Write(report, stream, options ?? RenderOptions.Default);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Every dump, profile and log of tests/data.</summary>
    public static IEnumerable<object[]> Evidence() => TestData.Files("*.txt").Concat(TestData.Files("*.pb.gz")).Concat(TestData.Files("*.jsonl"));

    public static Report With(params Finding[] findings) => Empty with { Findings = [.. findings] };
}
