using System.Text;
using Unpark.Findings;

namespace Unpark.Rendering;

/// <summary>A form in which a report can be written: a line of <see cref="ReportFormats.All"/>.</summary>
public sealed class ReportFormat
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Action<Report, Stream, RenderOptions> _write;

    /// <param name="name">As users say it: "json".</param>
    /// <param name="extension">Of files that hold it: ".json".</param>
    /// <param name="description">For whom it is, in the help.</param>
    public ReportFormat(string name, string extension, string description, Action<Report, Stream, RenderOptions> write)
    {
        (Name, Extension, Description) = (name, extension, description);
        _write = write;
    }

    /// <inheritdoc cref="ReportFormat(string, string, string, Action{Report, Stream, RenderOptions})"/>
    public ReportFormat(string name, string extension, string description, Action<Report, TextWriter, RenderOptions> write)
        : this(name, extension, description, (report, output, options) => WriteText(report, output, options, write))
    {
    }

    public string Name { get; }

    public string Extension { get; }

    public string Description { get; }

    /// <summary>UTF-8, lines that end with a line feed; the same report gives the same bytes. <paramref name="output"/> stays open.</summary>
    public void Write(Report report, Stream output, RenderOptions options) => _write(report, output, options);

    private static void WriteText(Report report, Stream output, RenderOptions options, Action<Report, TextWriter, RenderOptions> write)
    {
        using var writer = new StreamWriter(output, Utf8, bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        write(report, writer, options);
    }
}
