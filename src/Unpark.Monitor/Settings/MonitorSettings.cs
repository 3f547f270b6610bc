using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Monitor.Settings;

/// <summary>What <c>unpark.yaml</c> says: whom to look at, how often, where to keep what is seen, whom to tell.</summary>
/// <remarks>Documented in docs/monitor.md.</remarks>
public sealed record MonitorSettings
{
    public static MonitorSettings Default { get; } = new();

    public ScheduleSettings Schedule { get; init; } = ScheduleSettings.Default;

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<ScrapeGroup> Groups { get; init; } = [];

    public StoreSettings Store { get; init; } = StoreSettings.Default;

    public AlertSettings Alerts { get; init; } = AlertSettings.None;

    public PushSettings Push { get; init; } = PushSettings.Default;

    /// <summary>Null: metrics are only asked for.</summary>
    public OtlpSettings? Otlp { get; init; }

    public WebSettings Web { get; init; } = WebSettings.Default;

    /// <summary>What is wrong with the text, by line. Settings with errors are not to be used: half of them would watch something else than their author means.</summary>
    public ImmutableArray<Diagnostic> Errors { get; init; } = [];
}
