using System.Globalization;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>The long watch of bench/watch-daemons over every build of every daemon that is installed: not for CI, since it takes half an hour and more.</summary>
public sealed class DaemonWatchTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromSeconds(1), WarmUp = TimeSpan.FromSeconds(20);

    private static string? Folder => Environment.GetEnvironmentVariable("UNPARK_WATCH_FOLDER") is { Length: > 0 } folder ? folder : null;

    private static int Minutes => int.TryParse(Environment.GetEnvironmentVariable("UNPARK_WATCH_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 0;

    private sealed class WatchFactAttribute : FactAttribute
    {
        public WatchFactAttribute()
        {
            if (Folder is null) Skip = "takes half an hour: bench/watch-daemons runs it";
        }
    }

    [WatchFact]
    public async Task Nothing_above_a_note_is_said_of_daemons_watched_for_long()
    {
        if (Minutes > 0) await Task.WhenAll(DaemonKinds.All.SelectMany(kind => kind.Installed.Select(build => WatchAsync(kind, build))));

        var watches = Directory.GetDirectories(Folder!).Order(StringComparer.Ordinal).Select(DaemonWatch.Read).ToList();
        Assert.NotEmpty(watches);
        AccuracyPage.Update("daemons", DaemonWatch.Table(watches));
        Assert.Empty(watches.SelectMany(watch => watch.Verdicts.SelectMany(verdict => verdict.AboveNote.Select(finding => $"{watch.Name}, {verdict.Way}: {finding}"))).Distinct());
    }

    private static async Task WatchAsync(DaemonKind kind, string build)
    {
        var version = DaemonWatch.GoVersionOf(build);
        var evidence = new DaemonEvidence(Directory.CreateDirectory(Path.Combine(Folder!, $"{kind.Program} {version}")).FullName);
        await using var daemon = await Daemon.StartAsync(kind, build, Pause);
        await Task.Delay(WarmUp);
        await evidence.TakeAsync(daemon, looks: 1 + (int)(TimeSpan.FromMinutes(Minutes) / Every), Every);
        await File.WriteAllTextAsync(Path.Combine(evidence.Folder, DaemonWatch.Summary), $"{Minutes} {daemon.Answered} {daemon.Failed}\n", Encoding.UTF8);
    }
}
