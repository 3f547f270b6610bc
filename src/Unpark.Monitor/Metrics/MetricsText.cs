using System.Globalization;

namespace Unpark.Monitor.Metrics;

/// <summary>Writes metrics as Prometheus reads them.</summary>
internal sealed class MetricsText(TextWriter output, MetricsForm form)
{
    private const string OfCounters = "_total";

    /// <summary>The head of a metric; its samples follow.</summary>
    /// <param name="type">"gauge" or "counter".</param>
    public void Metric(string name, string type, string help)
    {
        if (form == MetricsForm.OpenMetrics && type == "counter") name = name[..^OfCounters.Length];
        output.Write($"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        output.Write($"# TYPE {name} {type}\n");
    }

    public void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        output.Write(name);
        for (var i = 0; i < labels.Length; i++)
        {
            output.Write($"{(i == 0 ? '{' : ',')}{labels[i].Name}=\"{Escape(labels[i].Value)}\"{(i == labels.Length - 1 ? "}" : "")}");
        }
        output.Write($" {value.ToString("R", CultureInfo.InvariantCulture)}\n");
    }

    public void End()
    {
        if (form == MetricsForm.OpenMetrics) output.Write("# EOF\n");
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
