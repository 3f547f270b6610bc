using System.Collections.Immutable;
using Unpark.Configuration;
using Unpark.Model;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Targets;
using YamlDotNet.Core;

namespace Unpark.Monitor.Settings;

/// <summary>Text of a settings file -> what it says, and what is wrong with it by line.</summary>
public static class SettingsReader
{
    private static readonly string[] Sections = ["global", "scrape_configs", "store", "alerting", "otlp", "push", "web"];

    /// <param name="path">"unpark.yaml": relative paths in it begin in its folder.</param>
    /// <returns>A file that cannot be read is an error of the settings, too.</returns>
    public static MonitorSettings ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Wrong(path, null, $"cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    /// <param name="source">Name of the file for messages; relative paths begin in its folder.</param>
    /// <returns>Never throws on content. See <see cref="MonitorSettings.Errors"/>.</returns>
    public static MonitorSettings Read(string text, string source)
    {
        try
        {
            return YamlText.Parse(text) switch
            {
                null or YamlScalar { Text: "" } => Wrong(source, null, "is empty: expected scrape_configs with at least one target"),
                YamlMap map => Read(map, new Entries(source), new SettingsFolder(source)),
                var other => Wrong(source, other.Line, $"expected sections ({string.Join(", ", Sections)}), found {other.Kind}"),
            };
        }
        catch (YamlException e)
        {
            return Wrong(source, e.End.Line, $"this is no YAML that can be read: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Settings that watch what is named on a command line, as one job.</summary>
    public static MonitorSettings OfAddresses(IEnumerable<string> addresses, ScheduleSettings? schedule = null)
    {
        schedule ??= ScheduleSettings.Default;
        var group = new ScrapeGroup
        {
            Job = "go",
            Interval = schedule.Interval,
            Timeout = schedule.Timeout,
            Static = [new("command line", [.. addresses], LabelSet.Empty)],
        };
        return new() { Schedule = schedule, Groups = [group] };
    }

    private static MonitorSettings Read(YamlMap file, Entries entries, SettingsFolder folder)
    {
        entries.CheckKeys(file, Sections);
        entries.Require(file, "scrape_configs");
        var schedule = entries.Map(file, "global") is { } global ? ReadSchedule(global, entries) : ScheduleSettings.Default;
        var groups = new ScrapeGroupReader(entries, folder, schedule);
        var web = entries.Map(file, "web") is { } section ? new WebReader(entries, folder).Read(section) : WebSettings.Default;
        var alerts = entries.Map(file, "alerting") is { } alerting ? new AlertReader(entries, folder).Read(alerting) : AlertSettings.None;
        return new()
        {
            Schedule = schedule,
            Groups = CheckJobs(entries.List(file, "scrape_configs", groups.Read), file, entries),
            Store = entries.Map(file, "store") is { } store ? StoreReader.Read(store, entries, folder) : StoreSettings.Default,
            Alerts = alerts with { ExternalUrl = alerts.ExternalUrl ?? web.ExternalUrl },
            Push = entries.Map(file, "push") is { } push ? ReadPush(push, entries) : PushSettings.Default,
            Otlp = entries.Map(file, "otlp") is { } otlp ? OtlpReader.Read(otlp, entries, folder) : null,
            Web = web,
            Errors = [.. entries.Errors],
        };
    }

    private static ScheduleSettings ReadSchedule(YamlMap global, Entries entries)
    {
        entries.CheckKeys(global, "scrape_interval", "scrape_timeout", "evaluation_interval", "workers", "longest_back_off", "deep_look_interval", "sites_per_target");
        var defaults = ScheduleSettings.Default;
        return new()
        {
            Interval = entries.Duration(global, "scrape_interval", defaults.Interval),
            Timeout = entries.Duration(global, "scrape_timeout", defaults.Timeout),
            EvaluationInterval = entries.Duration(global, "evaluation_interval", defaults.EvaluationInterval),
            Workers = entries.Count(global, "workers", defaults.Workers, most: 10_000),
            LongestBackOff = entries.Duration(global, "longest_back_off", defaults.LongestBackOff),
            DeepLookInterval = entries.Duration(global, "deep_look_interval", defaults.DeepLookInterval),
            SitesPerTarget = entries.Count(global, "sites_per_target", defaults.SitesPerTarget, most: 100_000),
        };
    }

    private static PushSettings ReadPush(YamlMap push, Entries entries)
    {
        entries.CheckKeys(push, "max_instances", "expire_after");
        var defaults = PushSettings.Default;
        return new()
        {
            MaxInstances = entries.Count(push, "max_instances", defaults.MaxInstances, most: 100_000),
            ExpireAfter = entries.Duration(push, "expire_after", defaults.ExpireAfter),
        };
    }

    private static ImmutableArray<ScrapeGroup> CheckJobs(ImmutableArray<ScrapeGroup> groups, YamlMap file, Entries entries)
    {
        foreach (var same in groups.GroupBy(group => group.Job).Where(same => same.Count() > 1))
        {
            entries.Wrong(Entries.Node(file, "scrape_configs")!, $"job_name \"{same.Key}\" stands in {same.Count()} entries, expected each once");
        }
        return groups;
    }

    private static MonitorSettings Wrong(string source, long? line, string message) =>
        new() { Errors = [new Diagnostic(source, line is null ? null : $"line {line}", message, Fatal: true)] };
}
