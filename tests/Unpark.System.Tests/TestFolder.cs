namespace Unpark.Tests;

/// <summary>A folder for what a test writes, gone with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private static readonly Lazy<TestFolder> Run = new(() =>
    {
        var folder = new TestFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    /// <summary>Lives as long as the test run.</summary>
    public static string OfRun => Run.Value.Path;

    public string Path { get; } = Directory.CreateTempSubdirectory("unpark-test-").FullName;

    /// <summary>Writes a file into the folder.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
