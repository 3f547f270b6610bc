using System.IO.Compression;
using Unpark.Analysis.Profiles;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Rendering;
using Unpark.Rendering.Terminal;

namespace Unpark.Tests;

/// <summary>
/// Feeds damaged evidence to everything between the bytes and the report. Used by a test for a bounded number of rounds,
/// and by <c>bench/fuzz</c> for as long as one likes.
/// </summary>
internal static class Fuzz
{
    /// <summary>No honest reader needs this long for a file of a few hundred kilobytes, even on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>All evidence of <c>tests/data</c>, unpacked: damage inside gzip would only meet its checksum.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Corpus() =>
        [.. Directory.EnumerateFiles(TestData.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".json", StringComparison.Ordinal) && !file.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(TestData.Folder, file), Unpacked(File.ReadAllBytes(file))))];

    /// <summary>One damaged file, read, diagnosed and rendered.</summary>
    /// <exception cref="FuzzException">Something threw or took too long; the message says how to get the bytes again.</exception>
    public static void Round((string Name, byte[] Bytes) file, int seed)
    {
        var damaged = new Mutator(seed).Damage(file.Bytes);
        using var impatience = new CancellationTokenSource(Patience);
        try
        {
            using var stream = new MemoryStream(damaged);
            Render(Diagnosis.Of([EvidenceReader.Read(stream, file.Name, cancellation: impatience.Token)]));
        }
        catch (Exception cause)
        {
            var kept = Path.Combine(Path.GetTempPath(), $"unpark-fuzz-{seed}.bin");
            File.WriteAllBytes(kept, damaged);
            throw new FuzzException($"{file.Name}, seed {seed}: {cause.GetType().Name}: {cause.Message}. The bytes are in {kept}: make them smaller and keep them in tests/data/crashes.", cause);
        }
    }

    private static void Render(Report report)
    {
        var options = new RenderOptions { Style = new(Color: true, Width: 80, Verbose: true), Sources = new("/app", "example.com/leaky"), Version = "1.2.3" };
        foreach (var format in ReportFormats.All) format.Write(report, Stream.Null, options);
    }

    private static void Tables(Profile profile)
    {
        using var text = new StringWriter();
        var all = ProfileOptions.Default;
        TopTableText.Write(TopTable.Of(profile, all, profile.DefaultSampleType), text, new(Color: true, Width: 80));
        TracesText.Write(new(profile, all, profile.DefaultSampleType), Stream.Null);
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}

internal sealed class FuzzException(string message, Exception cause) : Exception(message, cause);
