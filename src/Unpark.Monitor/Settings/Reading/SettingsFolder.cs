namespace Unpark.Monitor.Settings.Reading;

/// <summary>The folder of a settings file, where its relative paths begin.</summary>
internal sealed class SettingsFolder(string settingsFile)
{
    private readonly string _folder = Path.GetDirectoryName(settingsFile) ?? "";

    public string PathOf(string path) => Path.Combine(_folder, path);

    /// <summary>Text of a file with a secret, without the line end behind it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string Secret(string path) => File.ReadAllText(PathOf(path)).Trim();
}
