using System.Text;

namespace Unpark.Tests.Accuracy.Causes;

/// <summary>
/// Small packages, one a case, each with Run, which gets stuck, and its mended twin Fixed: tests/fixtures/causes. What a case needs of
/// other packages stands in folders below its own. They are built as one
/// program from a copy, and each shows its goroutines after a moment.
/// </summary>
public sealed class CauseFixtures : IAsyncLifetime, IDisposable
{
    private const int SideBySide = 8;

    private static readonly string Sources = Path.Combine(TestData.Root, "tests", "fixtures", "causes");

    private readonly TestFolder _folder = new();

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Sources).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Of each case what is said of its worst finding.</summary>
    internal IReadOnlyList<CauseVerdict> Stuck { get; private set; } = [];

    /// <summary>What is said of the mended twins that names a cause.</summary>
    internal IReadOnlyList<(string Name, Said Said)> Mended { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (GoToolchain.Installed.Count == 0) return;
        foreach (var name in Names) CopyOf(name);
        File.Copy(Path.Combine(Sources, "go.mod"), Path.Combine(_folder.Path, "go.mod"));
        File.WriteAllText(Path.Combine(_folder.Path, "main.go"), Main());
        var program = GoProgram.Build(_folder.Path, GoToolchain.Newest);
        using var places = new SemaphoreSlim(SideBySide);
        var stuck = await Task.WhenAll(Names.Select(name => ShowAsync(program, name, places)));
        var mended = await Task.WhenAll(Names.Select(name => ShowAsync(program, $"{name}-fixed", places)));
        Stuck = [.. Names.Zip(stuck).Select(one => new CauseVerdict(one.First, CauseMark.Of(Path.Combine(Sources, one.First)), Said.Of([one.Second], "--context", "test") is [var first, ..] ? first : null))];
        Mended = [.. Names.Zip(mended).SelectMany(one => Said.Of([one.Second], "--context", "test").Where(said => said.Cause is not null).Select(said => (one.First, said)))];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private void CopyOf(string name)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Sources, name), "*.go", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.Path, Path.GetRelativePath(Sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private async Task<string> ShowAsync(string program, string name, SemaphoreSlim places)
    {
        await places.WaitAsync();
        try
        {
            var dump = Path.Combine(_folder.Path, $"{name}.txt");
            await File.WriteAllTextAsync(dump, await Task.Run(() => Command.Run(program, [name])));
            return dump;
        }
        finally
        {
            places.Release();
        }
    }

    private static string Main()
    {
        var text = new StringBuilder("package main\n\nimport (\n\t\"os\"\n\t\"runtime/pprof\"\n\t\"time\"\n\n");
        foreach (var name in Names) text.Append($"\t{PackageOf(name)} \"causes/{name}\"\n");
        text.Append(")\n\nvar cases = map[string]func(){\n");
        foreach (var name in Names) text.Append($"\t\"{name}\": func() {{ {PackageOf(name)}.Run() }},\n\t\"{name}-fixed\": func() {{ {PackageOf(name)}.Fixed() }},\n");
        return text.Append("}\n\nfunc main() {\n\tgo cases[os.Args[1]]()\n\ttime.Sleep(400 * time.Millisecond)\n\tpprof.Lookup(\"goroutine\").WriteTo(os.Stdout, 2)\n}\n").ToString();
    }

    private static string PackageOf(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
