namespace Unpark.Monitor.Metrics;

/// <summary>In which of Prometheus' formats metrics are written.</summary>
public sealed class MetricsForm
{
    /// <summary>The text format, version 0.0.4.</summary>
    public static readonly MetricsForm Text = new("text/plain; version=0.0.4; charset=utf-8");

    /// <summary>OpenMetrics 1.0: counters are named without <c>_total</c> in their head, and the end is said.</summary>
    public static readonly MetricsForm OpenMetrics = new("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private MetricsForm(string contentType) => ContentType = contentType;

    public string ContentType { get; }

    /// <param name="accept">The header of the request: OpenMetrics is written for whoever names it.</param>
    public static MetricsForm Of(string accept) =>
        accept.Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase) ? OpenMetrics : Text;
}
