using System.Globalization;

namespace Unpark.Tests.Daemons;

/// <summary>A folder with what was taken of one daemon: a folder for each kind of evidence, in it a file for each look, numbered.</summary>
internal sealed record DaemonEvidence(string Folder)
{
    private static readonly (string Kind, string Path, string Extension)[] Profiles =
    [
        ("profile", "debug/pprof/goroutine", "pb.gz"),
        ("text profile", "debug/pprof/goroutine?debug=1", "txt"),
        ("traceback", "debug/pprof/goroutine?debug=2", "txt"),
        // Last: it changes what a later traceback says of the goroutines it proves.
        ("leak profile", "debug/pprof/goroutineleak", "pb.gz"),
    ];

    public IEnumerable<string> Kinds => Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public IReadOnlyList<string> Of(string kind) => [.. Directory.GetFiles(Path.Combine(Folder, kind)).Order(StringComparer.Ordinal)];

    /// <summary>Looks at a daemon at work, one look after the other, and ends it with SIGQUIT where it prints its goroutines then.</summary>
    public async Task TakeAsync(Daemon daemon, int looks, TimeSpan every)
    {
        using var http = new HttpClient();
        for (var look = 0; look < looks && daemon.Kind.Pprof is { } pprof; look++)
        {
            if (look > 0) await Task.Delay(every);
            foreach (var (kind, path, extension) in Profiles)
            {
                using var answer = await http.GetAsync(new Uri(pprof(daemon.Place), path));
                if (!answer.IsSuccessStatusCode && kind == "leak profile") continue;
                Keep(kind, look, extension, await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
            }
        }
        if (daemon.Kind.Pprof is null) await Task.Delay(every * (looks - 1));
        if (daemon.Kind.DumpsOnQuit) Keep("SIGQUIT", 0, "log", System.Text.Encoding.UTF8.GetBytes(await daemon.QuitAsync()));
    }

    private void Keep(string kind, int look, string extension, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, kind)).FullName;
        File.WriteAllBytes(Path.Combine(folder, $"{look.ToString("000", CultureInfo.InvariantCulture)}.{extension}"), bytes);
    }
}
