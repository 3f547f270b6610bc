using System.CommandLine;
using Unpark.Cli.Fixing;
using Unpark.Cli.Input;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Rendering;

namespace Unpark.Cli.Commands;

/// <summary>What a command that ends in findings lets its user decide about them.</summary>
/// <param name="withContext">What silence means is for the user to say.</param>
internal sealed class ReportOptions(bool withContext = true)
{
    private const string Never = "never";

    private readonly Option<string> _format = OptionKinds.ReportFormats();

    private readonly Option<string> _failOn = OptionKinds.Choice(
        "--fail-on", "Exit with 1 from this confidence on", "likely", "proven", "suspected", Never);

    private readonly Option<string> _baseline = OptionKinds.Text(
        "--baseline", "file", "Findings this file knows count no more, new ones and clearly larger ones do; see 'unpark baseline'");

    private readonly Option<string> _context = OptionKinds.Choice(
        "--context", "What silence means: live is a running service, test a program or test that is over; auto reads it off the evidence", "auto", "live", "test");

    private readonly ConfigurationOptions _configuration = new();

    private readonly Option<string> _patch = OptionKinds.Text(
        "--patch", "file", "Write the changes of the source that mend the findings to this file, for git apply or patch -p1; see 'unpark fix'");

    /// <summary>Where source lies.</summary>
    public SourceOptions Source { get; } = new();

    public IReadOnlyList<Option> All => [_format, _failOn, _baseline, .. OfDiagnosis, .. Source.All, _patch];

    /// <summary>What becomes of findings that need no evidence.</summary>
    public IReadOnlyList<Option> OfFindings => [_format, _failOn, _patch];

    /// <summary>What decides what is found, whatever becomes of it.</summary>
    public IReadOnlyList<Option> OfDiagnosis => [.. withContext ? [_context] : Array.Empty<Option>(), .. _configuration.All];

    /// <summary>What is written where.</summary>
    /// <exception cref="UsageException">The words leave that open.</exception>
    public IReadOnlyList<Destination> DestinationsOf(Invocation call) =>
        Destination.Of(call.ValueOrNull(_format)?.Split(',') ?? [], call.Outputs);

    /// <exception cref="UsageException">A file cannot be read or says something that is not understood.</exception>
    public DiagnosisOptions DiagnosisOf(Invocation call) => new()
    {
        Context = ContextOf(call),
        Configuration = _configuration.Of(call),
        Baseline = call.ValueOrNull(_baseline) is { } file ? BaselineInput.Read(file, call.World.CurrentFolder()) : null,
        Today = DateOnly.FromDateTime(call.World.Time.GetUtcNow().UtcDateTime),
    };

    /// <summary>The report with causes beside the findings whose source is at hand.</summary>
    /// <exception cref="UsageException">A map of paths is none.</exception>
    public Report WithCauses(Report report, Invocation call)
    {
        report = SourceDiagnosis.Of(report, Source.FilesOf(call));
        WritePatches(report, call);
        return report;
    }

    /// <summary>Writes the file of --patch, if it is given.</summary>
    public void WritePatches(Report report, Invocation call)
    {
        if (call.ValueOrNull(_patch) is { } name) WritePatches(PatchSet.Of(report.Findings, Source.FilesOf(call)), name, call);
    }

    private static void WritePatches(PatchSet patches, string name, Invocation call)
    {
        var folder = call.World.CurrentFolder();
        var root = PatchText.RootOf(patches, folder);
        OutputFile.Write(Path.Combine(folder, name), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            PatchText.Write(writer, patches, root);
        });
    }

    // Null: read off the evidence.
    private EvidenceContext? ContextOf(Invocation call) => (withContext ? call.Value(_context) : null) switch
    {
        "live" => EvidenceContext.Live,
        "test" => EvidenceContext.Test,
        _ => null,
    };

    /// <summary>What the forms of the report need to know.</summary>
    public RenderOptions RenderingOf(Invocation call) => new()
    {
        Sources = WorkingTree.SourcesOf(call.World.CurrentFolder()),
        FailOn = FailOnOf(call),
        Version = ProgramVersion.Number,
    };

    private Confidence? FailOnOf(Invocation call) => call.Value(_failOn) switch
    {
        Never => null,
        var least => Enum.Parse<Confidence>(least, ignoreCase: true),
    };
}
