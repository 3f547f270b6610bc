using System.Globalization;
using Unpark.Collectors.Http;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Monitor.Detecting;

/// <summary>Writes dumps of a program to files that are named by their time.</summary>
internal sealed class DumpFile(Target target, LeakMonitorOptions options)
{
    private const string Prefix = "goroutines-";

    /// <returns>Path of the file: "goroutines-20261121T120000Z-10234.txt" of 10,234 goroutines, or ".pb.gz" where a traceback would stop the program for too long.</returns>
    /// <exception cref="Collectors.TargetException">The program cannot be asked.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<string> WriteAsync(DateTimeOffset now)
    {
        using var pprof = new PprofClient(target, ReaderLimits.Default, options.Time);
        var taken = await pprof.TakeAsync(PprofEndpoints.Goroutine, "a goroutine profile", TimeSpan.Zero, CancellationToken.None);
        var ending = ".pb.gz";
        if (taken.Snapshot is { } profile && ProfileCosts.TracebackStop(profile.Total, ProfileCosts.TracebackBytes(profile)) is var stop && stop <= options.AllowStop)
        {
            taken = await pprof.TakeAsync(PprofEndpoints.Goroutine + "?debug=2", "a traceback", 2 * stop, CancellationToken.None);
            ending = ".txt";
        }
        Directory.CreateDirectory(options.DumpFolder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{taken.Snapshot?.Total ?? 0}{ending}");
        var path = Path.Combine(options.DumpFolder, name);
        await File.WriteAllBytesAsync(path, taken.Body);
        DeleteOldest();
        return path;
    }

    // Names sort by time.
    private void DeleteOldest()
    {
        var dumps = Directory.GetFiles(options.DumpFolder, Prefix + "*").Order(StringComparer.Ordinal).ToList();
        foreach (var dump in dumps.Take(Math.Max(0, dumps.Count - options.MostDumps))) File.Delete(dump);
    }
}
