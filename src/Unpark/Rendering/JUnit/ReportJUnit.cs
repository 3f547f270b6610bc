using System.Globalization;
using System.Text;
using System.Xml;
using Unpark.Findings;

namespace Unpark.Rendering.JUnit;

/// <summary>The report as a test suite, as GitLab, Jenkins and most dashboards read JUnit's XML.</summary>
/// <remarks>
/// A finding that fails the run is a failed case; one that does not (a note, below --fail-on, tolerated) is a skipped one. Without
/// findings one case passes: readers take a suite without cases for a fault. Of a go test all tests are cases, each package a suite; a finding is told at its test. Names of cases hold no counts and no lines, so that
/// a case keeps its history.
/// Source: what GitLab's lib/gitlab/ci/parsers/test/junit.rb reads, Jenkins' JUnit plugin, Ant's XMLJUnitResultFormatter.
/// </remarks>
public static class ReportJUnit
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    public static void Write(Report report, Stream output, RenderOptions options)
    {
        var suites = JUnitSuite.Of(report, options);
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, "unpark", [.. suites.SelectMany(suite => suite.Cases)]);
        foreach (var suite in suites) Write(xml, suite, TakenAt(report));
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, JUnitSuite suite, DateTimeOffset? takenAt)
    {
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, suite.Name, suite.Cases);
        if (takenAt is { } time) xml.WriteAttributeString("timestamp", time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var one in suite.Cases) Write(xml, one);
        xml.WriteEndElement();
    }

    private static DateTimeOffset? TakenAt(Report report) => report.Evidence.LastOrDefault(evidence => evidence.TakenAt is not null)?.TakenAt;

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyList<JUnitCase> cases)
    {
        xml.WriteAttributeString("name", XmlText.Clean(name));
        WriteNumber(xml, "tests", cases.Count);
        WriteNumber(xml, "failures", cases.Count(one => one.Outcome == JUnitOutcome.Failed));
        WriteNumber(xml, "errors", cases.Count(one => one.Outcome == JUnitOutcome.Error));
        WriteNumber(xml, "skipped", cases.Count(one => one.Outcome == JUnitOutcome.Skipped));
        WriteTime(xml, cases.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Took));
    }

    private static void Write(XmlWriter xml, JUnitCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", XmlText.Clean(one.Name));
        xml.WriteAttributeString("classname", XmlText.Clean(one.ClassName));
        if (one.File is { } file) xml.WriteAttributeString("file", XmlText.Clean(file));
        if (one.Line > 0) WriteNumber(xml, "line", one.Line);
        WriteTime(xml, one.Took);
        if (one.Outcome != JUnitOutcome.Passed) WriteOutcome(xml, one);
        else if (one.Text.Length > 0) xml.WriteElementString("system-out", XmlText.Clean(one.Text));
        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, JUnitCase one)
    {
        xml.WriteStartElement(one.Outcome switch
        {
            JUnitOutcome.Failed => "failure",
            JUnitOutcome.Error => "error",
            _ => "skipped",
        });
        xml.WriteAttributeString("message", XmlText.Clean(one.Message));
        if (one.Outcome != JUnitOutcome.Skipped) xml.WriteAttributeString("type", one.Type);
        xml.WriteString(XmlText.Clean(one.Text));
        xml.WriteEndElement();
    }

    private static void WriteTime(XmlWriter xml, TimeSpan time) =>
        xml.WriteAttributeString("time", time == TimeSpan.Zero ? "0" : time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));

    private static void WriteNumber(XmlWriter xml, string name, int number) =>
        xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
}
