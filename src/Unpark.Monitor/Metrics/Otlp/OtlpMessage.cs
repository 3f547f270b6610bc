namespace Unpark.Monitor.Metrics.Otlp;

/// <summary>Metrics -> the body of <c>POST /v1/metrics</c>: an ExportMetricsServiceRequest.</summary>
/// <remarks>
/// Fields by their numbers in opentelemetry-proto 1.3 (metrics/v1/metrics.proto, common/v1/common.proto). Names and attributes are those of
/// the text format, so that dashboards and alerts hold for either way.
/// </remarks>
internal static class OtlpMessage
{
    private const ulong Cumulative = 2;

    /// <param name="from">Since when counters count.</param>
    public static byte[] Of(IEnumerable<Metric> metrics, DateTimeOffset from, DateTimeOffset now)
    {
        var times = (From: Nanoseconds(from), Now: Nanoseconds(now));
        var request = new ProtobufWriter();
        request.Message(1, resource =>
        {
            resource.Message(1, attributes =>
            {
                Attribute(attributes, 1, "service.name", "unpark");
                Attribute(attributes, 1, "service.version", OwnMetrics.Version);
            });
            resource.Message(2, scope =>
            {
                scope.Message(1, name => name.Text(1, "unpark"));
                foreach (var metric in metrics) scope.Message(2, message => Write(message, metric, times));
            });
        });
        return request.Written.ToArray();
    }

    private static void Write(ProtobufWriter message, Metric metric, (ulong From, ulong Now) times)
    {
        message.Text(1, metric.Name);
        message.Text(2, metric.Help);
        switch (metric.Kind)
        {
            case MetricKind.Gauge:
                message.Message(5, gauge => WritePoints(gauge, metric, times));
                break;
            case MetricKind.Counter:
                message.Message(7, sum =>
                {
                    WritePoints(sum, metric, times);
                    sum.Number(2, Cumulative);
                    sum.Number(3, 1); // it only ever rises
                });
                break;
            default:
                message.Message(11, summary => summary.Message(1, point => WritePoint(point, metric.Summary!, times)));
                break;
        }
    }

    private static void WritePoints(ProtobufWriter data, Metric metric, (ulong From, ulong Now) times)
    {
        foreach (var sample in metric.Samples)
        {
            data.Message(1, point =>
            {
                if (metric.Kind == MetricKind.Counter) point.Fixed(2, times.From);
                point.Fixed(3, times.Now);
                point.Double(4, sample.Value);
                foreach (var (name, value) in sample.Labels) Attribute(point, 7, name, value);
            });
        }
    }

    private static void WritePoint(ProtobufWriter point, Summary summary, (ulong From, ulong Now) times)
    {
        point.Fixed(2, times.From);
        point.Fixed(3, times.Now);
        point.Fixed(4, (ulong)summary.Count);
        point.Double(5, summary.Sum);
        foreach (var (quantile, value) in summary.Quantiles)
        {
            point.Message(6, at =>
            {
                at.Double(1, quantile);
                at.Double(2, value);
            });
        }
    }

    private static void Attribute(ProtobufWriter message, int field, string name, string value) => message.Message(field, pair =>
    {
        pair.Text(1, name);
        pair.Message(2, any => any.Text(1, value));
    });

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
