using System.Collections.Immutable;
using Unpark.Monitor;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <summary>Newest first.</summary>
internal sealed record EventsAnswer(ImmutableArray<EventAnswer> Events);

/// <param name="Kind">"appeared", "grew", "gone", "cameBack", "deployed", "deploymentJudged", "down", "up" or "dump".</param>
/// <param name="Text">A sentence.</param>
internal sealed record EventAnswer(DateTimeOffset At, string Kind, string Service, string Text)
{
    /// <summary>Key of the instance it happened to.</summary>
    public string? Target { get; init; }

    /// <summary>Of the finding it is about.</summary>
    public string? Fingerprint { get; init; }

    public static EventAnswer Of(MonitorEvent happened) =>
        new(happened.At, Words.Of(happened.Kind), happened.Service, happened.Text) { Target = happened.Target, Fingerprint = happened.Fingerprint };
}

/// <summary>A look that ended.</summary>
internal sealed record LookedAnswer(string Service, string Key, bool Up)
{
    public long? Goroutines { get; init; }

    public static LookedAnswer Of(TargetState state) => new(state.Target.Service, state.Target.Key, state.IsUp) { Goroutines = state.Goroutines };
}
