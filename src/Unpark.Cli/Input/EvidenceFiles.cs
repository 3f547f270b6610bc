using Unpark.Cli.Syntax;
using Unpark.Model;

namespace Unpark.Cli.Input;

/// <summary>Reads the files of a command line, in its order.</summary>
internal static class EvidenceFiles
{
    /// <summary>One reading a file. Files nothing could be read from are said on standard error and left out.</summary>
    /// <exception cref="EvidenceException">Nothing could be read from any of them.</exception>
    public static IReadOnlyList<Reading> Read(IReadOnlyList<string> sources, Invocation call)
    {
        var readings = new List<Reading>();
        foreach (var source in sources)
        {
            var reading = ReadOne(source, call);
            if (reading.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Fatal) is { } fatal)
            {
                if (sources.Count == 1) throw new EvidenceException(fatal.ToString());
                call.World.Error.WriteLine("unpark: " + fatal);
            }
            else
            {
                readings.Add(reading);
            }
        }
        return readings.Count > 0 ? readings : throw new EvidenceException("none of the files could be read");
    }

    private static Reading ReadOne(string source, Invocation call)
    {
        try
        {
            using var bytes = source == "-" ? call.World.Input : File.OpenRead(source);
            return EvidenceReader.Read(bytes, source == "-" ? "standard input" : source, cancellation: call.Cancellation);
        }
        catch (FileNotFoundException)
        {
            throw new EvidenceException($"{source}: no such file");
        }
        catch (DirectoryNotFoundException)
        {
            throw new EvidenceException($"{source}: no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"{source}: {e.Message}");
        }
    }
}
