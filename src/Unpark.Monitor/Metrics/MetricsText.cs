using System.Buffers;
using System.Globalization;
using System.Text;

namespace Unpark.Monitor.Metrics;

/// <summary>Writes metrics as text, in UTF-8.</summary>
internal sealed class MetricsText(IBufferWriter<byte> output, MetricsForm form)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\"\n");

    public void Write(Metric metric)
    {
        var family = form == MetricsForm.OpenMetrics && metric.Kind == MetricKind.Counter ? metric.Name[..^Metric.CounterEnd.Length] : metric.Name;
        Put($"# HELP {family} {Escape(metric.Help)}\n");
        Put($"# TYPE {family} {TypeOf(metric.Kind)}\n");
        foreach (var sample in metric.Samples) Write(metric.Name, sample.Value, sample.Labels.AsSpan());
        if (metric.Summary is { } summary) Write(metric.Name, summary);
    }

    /// <summary>Behind the last metric.</summary>
    public void End()
    {
        if (form == MetricsForm.OpenMetrics) output.Write("# EOF\n"u8);
    }

    private void Write(string name, Summary summary)
    {
        foreach (var (quantile, value) in summary.Quantiles) Write(name, value, ("quantile", quantile.ToString("R", CultureInfo.InvariantCulture)));
        Write(name + "_sum", summary.Sum);
        Write(name + "_count", summary.Count);
    }

    // A line for each target and more: nothing is allocated for one.
    private void Write(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        Put(name);
        for (var i = 0; i < labels.Length; i++)
        {
            Put(i == 0 ? "{" : ",");
            Put(labels[i].Name);
            Put("=\"");
            Put(Escape(labels[i].Value));
            Put(i == labels.Length - 1 ? "\"}" : "\"");
        }
        Put(" ");
        Put(value);
        Put("\n");
    }

    private void Put(string text) => Encoding.UTF8.GetBytes(text, output);

    private void Put(double value)
    {
        const int Longest = 32;
        value.TryFormat(output.GetSpan(Longest), out var written, "R", CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Gauge => "gauge",
        MetricKind.Counter => "counter",
        _ => "summary",
    };

    private static string Escape(string value) => !value.ContainsAny(Escaped) ? value : value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
