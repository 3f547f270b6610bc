using System.Text.Json;

namespace Unpark.Tests;

/// <summary>What real Go versions printed: <c>tests/data</c>, found from wherever the tests run.</summary>
internal static class TestData
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = System.IO.Path.Combine(Root, "tests", "data");

    /// <summary>"go1.19.8" to "go1.27.4", and the build of 1.26 with the leak profile experiment.</summary>
    public static IReadOnlyList<string> GoVersions { get; } =
        [.. Directory.GetDirectories(Folder, "go1*").Select(folder => System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <param name="name">"go1.27.4/goroutine.pb.gz"</param>
    public static string Path(string name) => System.IO.Path.Combine(Folder, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    public static Stream Open(string name) => File.OpenRead(Path(name));

    /// <summary>What <c>expected.json</c> of a version says of its files.</summary>
    public static JsonElement Expected(string version)
    {
        using var document = JsonDocument.Parse(Bytes($"{version}/expected.json"));
        return document.RootElement.Clone();
    }

    /// <summary>Every file of every version whose name matches, as theory data: version and file name.</summary>
    public static IEnumerable<object[]> Files(string pattern) =>
        from version in GoVersions
        from file in Directory.GetFiles(Path(version), pattern).Order(StringComparer.Ordinal)
        select new object[] { version, System.IO.Path.GetFileName(file) };

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Unpark.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException($"no Unpark.slnx above {AppContext.BaseDirectory}: run the tests from a checkout");
    }
}
