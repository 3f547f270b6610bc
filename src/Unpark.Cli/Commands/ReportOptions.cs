using System.CommandLine;
using Unpark.Cli.Input;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Configuration;
using Unpark.Findings;

namespace Unpark.Cli.Commands;

/// <summary>What a command that ends in findings lets its user decide about them.</summary>
internal sealed class ReportOptions
{
    private const string Never = "never";

    private readonly Option<string> _format = OptionKinds.ReportFormats();

    private readonly Option<string> _failOn = OptionKinds.Choice(
        "--fail-on", "Exit with 1 from this confidence on", "likely", "proven", "suspected", Never);

    private readonly Option<string> _context = OptionKinds.Choice(
        "--context", "What silence means: live is a running service, test a program or test that is over; auto reads it off the evidence", "auto", "live", "test");

    private readonly ConfigurationOptions _configuration = new();

    public IReadOnlyList<Option> All => [_format, _failOn, _context, .. _configuration.All];

    /// <summary>What is written where.</summary>
    /// <exception cref="UsageException">The words leave that open.</exception>
    public IReadOnlyList<Destination> DestinationsOf(Invocation call) =>
        Destination.Of(call.ValueOrNull(_format)?.Split(',') ?? [], call.Outputs);

    /// <exception cref="UsageException">A file cannot be read or says something that is not understood.</exception>
    public UserConfiguration ConfigurationOf(Invocation call) => _configuration.Of(call);

    /// <returns>Null: read off the evidence.</returns>
    public EvidenceContext? ContextOf(Invocation call) => call.Value(_context) switch
    {
        "live" => EvidenceContext.Live,
        "test" => EvidenceContext.Test,
        _ => null,
    };

    /// <summary>Some finding is at or above --fail-on. Notes never are: they are no ticket.</summary>
    public bool IsLoud(Report report, Invocation call)
    {
        var least = call.Value(_failOn);
        return least != Never
            && report.Findings.Any(finding => finding.Level > Level.Note && finding.Confidence >= Enum.Parse<Confidence>(least, ignoreCase: true));
    }
}
