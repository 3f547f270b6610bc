using Unpark.Monitor.Settings.Reading;

namespace Unpark.Monitor.Settings;

/// <summary>Who is sent the metrics by OTLP over HTTP.</summary>
/// <param name="Receiver">Of a collector the root is enough: "http://collector:4318".</param>
public sealed record OtlpSettings(Receiver Receiver, TimeSpan Interval)
{
    public Uri Address => Receiver.Address.AbsolutePath == "/" ? new(Receiver.Address, "v1/metrics") : Receiver.Address;
}
