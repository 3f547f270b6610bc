using System.Diagnostics;
using System.Globalization;

namespace Unpark.Collectors.GoTest;

/// <summary>The folder of one run, among the temporary ones: "unpark-test-PID-xxxxxx". A run that was killed leaves it behind; the next one of its kind takes it away.</summary>
internal static class RunFolder
{
    /// <param name="prefix">Says what kind of run it is.</param>
    public static string Create(string prefix = "unpark-test-")
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*")) RemoveIfLeft(folder, prefix);
        return Directory.CreateTempSubdirectory($"{prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-").FullName;
    }

    private static void RemoveIfLeft(string folder, string prefix)
    {
        if (Path.GetFileName(folder)[prefix.Length..].Split('-') is not [var text, _] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Runs(id)) return;
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or just being taken away by another run.
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
