using System.CommandLine;
using System.Globalization;
using Unpark.Cli.Syntax;
using Unpark.Collectors.Http;

namespace Unpark.Cli.Input;

/// <summary>How a live program is looked at, and how one gets at it. Without an address among the evidence they are misuse.</summary>
/// <param name="profileOnly">The command shows a profile and needs nothing else: the program is never stopped for it, and nobody has to say so.</param>
internal sealed class TargetOptions(bool profileOnly = false)
{
    private readonly Option<string> _for = OptionKinds.Duration("--for", "Look at it for so long and say what grows; without it once");
    private readonly Flag _traceback = new("--traceback") { Description = "Take the traceback (ids, ages, creators) whatever it costs; it stops the program while it is written" };
    private readonly Option<string> _allowStop = OptionKinds.Duration("--allow-stop", "How long, in sum, the looks may stop the program; what would exceed it is left out", "100ms");
    private readonly Option<string> _path = OptionKinds.Text("--path", "path", "Path of the pprof index, or what stands before /debug/pprof");
    private readonly Option<string> _timeout = OptionKinds.Duration("--timeout", "Longest silence of the program after a request", "30s");
    private readonly Option<string> _maxSize = OptionKinds.Size("--max-size", "Of one answer on the wire; the rest is left out", "256MiB");
    private readonly Option<string> _retries = OptionKinds.Number("--retries", "New attempts when no connection comes about", max: 100, "2");
    private readonly AccessOptions _access = new();

    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("Live programs", profileOnly ? [_path, _timeout, _maxSize, _retries] : [_for, _traceback, _allowStop, _path, _timeout, _maxSize, _retries]),
        new("Access to live programs", _access.All),
    ];

    /// <summary>The first of them that is given, by its name; null when none is.</summary>
    public string? FirstGiven(Invocation call) =>
        Groups.SelectMany(group => group.Options).FirstOrDefault(call.IsGiven)?.Name;

    public CollectOptions CollectOptionsOf(Invocation call) => profileOnly ? new() { AllowStop = TimeSpan.Zero } : new()
    {
        For = call.ValueOrNull(_for) is { } time ? Durations.Parse(time) : TimeSpan.Zero,
        Traceback = call.Has(_traceback),
        AllowStop = Durations.Parse(call.Value(_allowStop)),
    };

    public Target Prepare(Target target, Invocation call) => target with
    {
        Path = call.ValueOrNull(_path) ?? target.Path,
        AnswerTimeout = Durations.Parse(call.Value(_timeout)),
        MaxBytes = SizeOf(call.Value(_maxSize)),
        Retries = int.Parse(call.Value(_retries), NumberStyles.None, CultureInfo.InvariantCulture),
        Access = _access.Complete(target.Access, call),
    };

    // The options' own validators have let only good ones through.
    private static long SizeOf(string text) => Sizes.TryParse(text, out var bytes) ? bytes : throw new UsageException($"'{text}' is no size");
}
