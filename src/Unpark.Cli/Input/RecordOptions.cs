using System.CommandLine;
using System.Globalization;
using Unpark.Cli.Syntax;
using Unpark.Monitor.Recordings;

namespace Unpark.Cli.Input;

/// <summary>When <c>unpark record</c> takes what, and where it goes.</summary>
internal sealed class RecordOptions
{
    private readonly Option<string> _every = OptionKinds.Duration("--every", "Between two recordings", "1m");
    private readonly Option<string> _cron = OptionKinds.Text("--cron", "expression", "When to record, in place of --every: minute hour day month weekday, in UTC");
    private readonly Option<string> _count = OptionKinds.Number("--count", "End after so many rounds", max: 1_000_000_000);
    private readonly Option<string> _keep = OptionKinds.Duration("--keep", "Delete what is older", "30d");
    private readonly Option<string> _allowStop = OptionKinds.Duration("--allow-stop", "How long one recording may stop the program; without it, it does not");

    public Option<string> To { get; } = OptionKinds.Text("--to", "folder", "Where the files go; by default the folder recordings");

    public IReadOnlyList<Option> All => [To, _every, _cron, _count, _keep, _allowStop];

    public RecorderOptions RecorderOptionsOf(Invocation call) => new()
    {
        Every = Durations.Parse(call.Value(_every)),
        Cron = call.ValueOrNull(_cron) is { } cron ? CronOf(cron) : null,
        Rounds = call.ValueOrNull(_count) is { } count ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture) : null,
        Keep = Durations.Parse(call.Value(_keep)),
        AllowStop = call.ValueOrNull(_allowStop) is { } stop ? Durations.Parse(stop) : TimeSpan.Zero,
        Time = call.World.Time,
    };

    private static CronExpression CronOf(string text) =>
        CronExpression.TryParse(text, out var expression, out var error) ? expression : throw new UsageException($"--cron is '{text}': {error}");
}
