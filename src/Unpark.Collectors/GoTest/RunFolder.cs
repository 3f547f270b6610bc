using System.Diagnostics;
using System.Globalization;

namespace Unpark.Collectors.GoTest;

/// <summary>The folder of one run, among the temporary ones: "unpark-test-PID-xxxxxx". A run that was killed leaves it behind; the next one takes it away.</summary>
internal static class RunFolder
{
    private const string Prefix = "unpark-test-";

    public static string Create()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*")) RemoveIfLeft(folder);
        return Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-").FullName;
    }

    private static void RemoveIfLeft(string folder)
    {
        if (Path.GetFileName(folder)[Prefix.Length..].Split('-') is not [var text, _] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Runs(id)) return;
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
