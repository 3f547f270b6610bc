using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Unpark.Monitor.Recordings;

/// <summary>A folder of plain files, one a profile or dump, and <c>index.jsonl</c>, which lists them.</summary>
/// <remarks>A file is there before its line in the index: whoever kills the process in between leaves a file too many, and no line without a file.</remarks>
internal sealed class RecordingFolder(string path)
{
    private readonly string _index = Path.Combine(path, "index.jsonl");

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Recording Add(string target, DateTimeOffset at, string kind, long goroutines, string ending, ReadOnlySpan<byte> content)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{NameOf(target)}/{kind.Split(' ')[0]}-{at.UtcDateTime:yyyyMMdd'T'HHmmss.fff'Z'}{ending}");
        var whole = Path.Combine(path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        // Written aside first: a reader of the folder never sees half a profile.
        File.WriteAllBytes(whole + ".part", content);
        File.Move(whole + ".part", whole, overwrite: true);
        var recording = new Recording(file, target, at, kind, goroutines);
        File.AppendAllText(_index, LineOf(recording));
        return recording;
    }

    /// <summary>Oldest first. A last line that a kill cut short is left out.</summary>
    public List<Recording> Read()
    {
        if (!File.Exists(_index)) return [];
        return [.. File.ReadLines(_index).Select(Parse).OfType<Recording>().OrderBy(recording => recording.At)];
    }

    public void Delete(IReadOnlyCollection<Recording> surplus)
    {
        if (surplus.Count == 0) return;
        var rest = Read().Except(surplus).ToList();
        File.WriteAllText(_index + ".part", string.Concat(rest.Select(LineOf)));
        File.Move(_index + ".part", _index, overwrite: true);
        foreach (var recording in surplus) File.Delete(Path.Combine(path, recording.File));
    }

    // "10.0.0.7:6060" -> "10.0.0.7_6060": a name on every disk.
    private static string NameOf(string target) =>
        string.Concat(target.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')).Trim('.', '_');

    private static string LineOf(Recording recording) => JsonSerializer.Serialize(recording, RecordingJson.Default.Recording) + "\n";

    private static Recording? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RecordingJson.Default.Recording);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Recording))]
internal sealed partial class RecordingJson : JsonSerializerContext;
