using Unpark.Model;

namespace Unpark.Collectors.Files;

/// <summary>Reads evidence from a file, a folder, or standard input.</summary>
public static class EvidenceFiles
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <param name="path">A file, a folder (all evidence in it, in time order), or "-".</param>
    /// <param name="standardInput">What "-" stands for; null: the process's own.</param>
    /// <returns>What could be read. A path that cannot be read gives a collection whose only content is a fatal diagnostic.</returns>
    public static Collection Read(
        string path,
        ReaderLimits? limits = null,
        IProgress<string>? progress = null,
        Stream? standardInput = null,
        CancellationToken cancellation = default)
    {
        try
        {
            if (path == StandardInput) return Of(EvidenceReader.Read(standardInput ?? Console.OpenStandardInput(), "standard input", limits, cancellation));
            if (Directory.Exists(path)) return new EvidenceFolder(path, limits, progress, cancellation).Read();
            using var file = Open(path);
            return Of(EvidenceReader.Read(file, path, limits, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Collection.Failed(path, FileFailure.Of(path, e));
        }
    }

    // Unbuffered: the readers take blocks of their own. Nothing here needs to seek, so a pipe ("<(kubectl logs pod)") does too.
    internal static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });

    private static Collection Of(Reading reading) => new() { Readings = [reading] };
}
