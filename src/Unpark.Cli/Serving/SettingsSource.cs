using System.Net;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Cli.Serving;

/// <summary>Where the settings of a server come from: a file, and the command line before it.</summary>
internal sealed record SettingsSource
{
    public const string DefaultFile = "unpark.yaml";

    /// <summary>Full path; there need not be one.</summary>
    public required string File { get; init; }

    /// <summary>It was named: one that is not there is an error.</summary>
    public bool IsFileRequired { get; init; }

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IPEndPoint? Listen { get; init; }

    public string? Store { get; init; }

    /// <summary>Between two looks at each of <see cref="Addresses"/>.</summary>
    public TimeSpan? Every { get; init; }

    public bool HasFile => IsFileRequired || System.IO.File.Exists(File);

    /// <summary>Somebody said what is to be watched.</summary>
    public bool HasTargets => HasFile || Addresses.Count > 0;

    /// <summary>As the file is now. What is wrong with it stands in <see cref="MonitorSettings.Errors"/>.</summary>
    public MonitorSettings Read()
    {
        var settings = HasFile ? SettingsReader.ReadFile(File) : MonitorSettings.Default;
        return settings with
        {
            Groups = Addresses.Count == 0 ? settings.Groups : [.. settings.Groups, .. SettingsReader.OfAddresses(Addresses, ScheduleOf(settings)).Groups],
            Web = Listen is null ? settings.Web : settings.Web with { Listen = Listen },
            Store = Store is null ? settings.Store : settings.Store with { Path = Store, Connection = null },
        };
    }

    private ScheduleSettings ScheduleOf(MonitorSettings settings)
    {
        var interval = Every ?? settings.Schedule.Interval;
        return settings.Schedule with { Interval = interval, Timeout = interval < settings.Schedule.Timeout ? interval : settings.Schedule.Timeout };
    }
}
