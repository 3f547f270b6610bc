using System.Collections.Immutable;
using System.Globalization;
using Unpark.Configuration;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Values of a settings file beyond texts and lists: each bad one is told with its line, and the default taken.</summary>
internal static class SettingsValues
{
    public static TimeSpan Duration(this Entries entries, YamlMap map, string key, TimeSpan otherwise)
    {
        if (entries.Text(map, key) is not { } text) return otherwise;
        if (Durations.TryParse(text, out var time) && time > TimeSpan.Zero) return time;
        entries.Wrong(Entries.Node(map, key)!, $"{key} is \"{text}\", expected a length of time, as 30s, 5m or 1h30m");
        return otherwise;
    }

    public static int Count(this Entries entries, YamlMap map, string key, int otherwise, int most)
    {
        if (entries.Text(map, key) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most) return count;
        entries.Wrong(Entries.Node(map, key)!, $"{key} is \"{text}\", expected a number from 1 to {most}");
        return otherwise;
    }

    public static bool Flag(this Entries entries, YamlMap map, string key) => entries.OneOf(map, key, "true", "false") == "true";

    /// <summary>"500MiB", "20GB", or bytes.</summary>
    public static long Size(this Entries entries, YamlMap map, string key, long otherwise)
    {
        if (entries.Text(map, key) is not { } text) return otherwise;
        if (Sizes.TryParse(text, out var bytes) && bytes > 0) return bytes;
        entries.Wrong(Entries.Node(map, key)!, $"{key} is \"{text}\", expected a size, as 500MiB or 20GiB");
        return otherwise;
    }

    /// <summary>Null when it is not given, or no address of the web.</summary>
    public static Uri? Address(this Entries entries, YamlMap map, string key)
    {
        if (entries.Text(map, key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        entries.Wrong(Entries.Node(map, key)!, $"{key}: expected an address, as http://host:9093");
        return null;
    }

    /// <summary>Keys and values that are both texts; none where the key is not given.</summary>
    public static LabelSet Labels(this Entries entries, YamlMap map, string key)
    {
        if (entries.Map(map, key) is not { } labels) return LabelSet.Empty;
        foreach (var label in labels.Entries.Where(label => !LabelNames.IsValid(label.Key)))
        {
            entries.Wrong(label.Value, $"\"{label.Key}\" is no name of a label: expected letters, digits and _, not beginning with a digit");
        }
        return LabelSet.Of(labels.Entries.Select(label => KeyValuePair.Create(label.Key, entries.Text(labels, label.Key) ?? "")));
    }

    /// <summary>The maps of a list, each read.</summary>
    public static ImmutableArray<T> List<T>(this Entries entries, YamlMap map, string key, Func<YamlMap, T?> read)
        where T : class =>
        [.. entries.Of(map, key).Select(read).OfType<T>()];
}
