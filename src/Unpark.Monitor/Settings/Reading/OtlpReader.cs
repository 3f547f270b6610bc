using Unpark.Configuration;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads the section <c>otlp</c>.</summary>
internal static class OtlpReader
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public static OtlpSettings? Read(YamlMap map, Entries entries, SettingsFolder folder)
    {
        entries.CheckKeys(map, ["endpoint", "interval", .. AccessReader.Keys]);
        entries.Require(map, "endpoint");
        return entries.Address(map, "endpoint") is { } address
            ? new(new(address) { Access = new AccessReader(entries, folder).Read(map) }, entries.Duration(map, "interval", Interval))
            : null;
    }
}
