using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Collectors.Files;

/// <summary>A folder in which some files are evidence. Which ones is decided by their bytes, never by their names.</summary>
internal sealed partial class EvidenceFolder(string path, ReaderLimits? limits, IProgress<string>? progress, CancellationToken cancellation)
{
    private const int MaxFiles = 10_000, MaxDepth = 16;

    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = MaxDepth,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    private readonly List<(Reading Reading, DateTimeOffset When)> _evidence = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private int _skipped;

    public Collection Read()
    {
        // Empty files hold nothing, and pipes and devices, at which a reader would wait for ever, have no length.
        var files = new DirectoryInfo(path).EnumerateFiles("*", Walk).Where(file => file.Length > 0).Take(MaxFiles + 1).ToList();
        foreach (var file in files.Take(MaxFiles)) ReadFile(file);
        if (files.Count > MaxFiles) Say($"holds more than {Words.Of(MaxFiles)} files; the rest is left out. Name a smaller folder");
        if (_evidence.Count == 0) return Collection.Failed(path, Nothing(files.Count));
        if (_skipped > 0) Say($"{Words.Of(_skipped)} of {Words.Of(files.Count, "file")} skipped: no evidence of a Go program");
        return new() { Readings = InTimeOrder(), Diagnostics = [.. _diagnostics] };
    }

    private void ReadFile(FileInfo file)
    {
        progress?.Report(file.Name);
        try
        {
            using var stream = EvidenceFiles.Open(file.FullName);
            var reading = EvidenceReader.Read(stream, Path.Join(path, Path.GetRelativePath(path, file.FullName)), limits, cancellation);
            if (IsEvidence(reading)) _evidence.Add((reading, TimeOf(reading) ?? WholeMinute(file.LastWriteTimeUtc)));
            else _skipped++;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(new(file.FullName, null, FileFailure.Of(file.FullName, e)));
        }
    }

    private static bool IsEvidence(Reading reading) => !reading.Snapshots.IsEmpty || reading.Profile is not null || !reading.Races.IsEmpty;

    private static DateTimeOffset? TimeOf(Reading reading) =>
        reading.Profile?.TakenAt ?? reading.Snapshots.Select(snapshot => snapshot.TakenAt).FirstOrDefault(time => time is not null);

    // Files that were copied or checked out together differ by less; then their names decide.
    private static DateTimeOffset WholeMinute(DateTime time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private ImmutableArray<Reading> InTimeOrder() =>
        [.. _evidence.OrderBy(one => one.When).ThenBy(one => NumbersPadded(one.Reading.Source), StringComparer.Ordinal).Select(one => one.Reading)];

    // "dump-2.txt" before "dump-10.txt".
    private static string NumbersPadded(string name) => Numbers().Replace(name, number => number.Value.PadLeft(20, '0'));

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    private static string Nothing(int files) => files == 0
        ? "the folder holds no file with anything in it"
        : $"{Words.Of(files, "file")}, none of them evidence of a Go program. Expected goroutine profiles, dumps (debug=2, SIGQUIT), crash or test logs";

    private void Say(string message) => _diagnostics.Add(new(path, null, message));
}
