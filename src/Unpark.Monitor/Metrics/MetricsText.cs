using System.Globalization;

namespace Unpark.Monitor.Metrics;

/// <summary>Writes metrics as text.</summary>
internal sealed class MetricsText(TextWriter output, MetricsForm form)
{
    public void Write(IEnumerable<Metric> metrics)
    {
        foreach (var metric in metrics) Write(metric);
        if (form == MetricsForm.OpenMetrics) output.Write("# EOF\n");
    }

    private void Write(Metric metric)
    {
        var family = form == MetricsForm.OpenMetrics && metric.Kind == MetricKind.Counter ? metric.Name[..^Metric.CounterEnd.Length] : metric.Name;
        output.Write($"# HELP {family} {Escape(metric.Help)}\n");
        output.Write($"# TYPE {family} {TypeOf(metric.Kind)}\n");
        foreach (var sample in metric.Samples) Write(metric.Name, sample.Value, sample.Labels.AsSpan());
        if (metric.Summary is { } summary) Write(metric.Name, summary);
    }

    private void Write(string name, Summary summary)
    {
        foreach (var (quantile, value) in summary.Quantiles) Write(name, value, ("quantile", Text(quantile)));
        Write(name + "_sum", summary.Sum);
        Write(name + "_count", summary.Count);
    }

    private void Write(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        output.Write(name);
        for (var i = 0; i < labels.Length; i++)
        {
            output.Write($"{(i == 0 ? '{' : ',')}{labels[i].Name}=\"{Escape(labels[i].Value)}\"{(i == labels.Length - 1 ? "}" : "")}");
        }
        output.Write($" {Text(value)}\n");
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Gauge => "gauge",
        MetricKind.Counter => "counter",
        _ => "summary",
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
