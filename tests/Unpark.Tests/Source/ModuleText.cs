using System.Text;
using Unpark.Source;

namespace Unpark.Tests.Source;

/// <summary>A module in <c>/app</c>, "example.com/app", as text: each file begins with a line <c>-- queue/queue.go --</c>.</summary>
internal sealed class ModuleText(string text) : ISourceFiles
{
    private static readonly SourceModule App = new("example.com/app", "/app");

    private readonly Dictionary<string, string> _files = text.Split("-- ", StringSplitOptions.RemoveEmptyEntries)
        .Select(file => file.Split(" --\n", 2)).ToDictionary(file => $"/app/{file[0]}", file => file[1], StringComparer.Ordinal);

    public SourceRoots Roots { get; } = new() { Modules = [App], ModuleCache = "/app/cache" };

    public ReadOnlyMemory<byte>? Read(string path) => _files.TryGetValue(path, out var file) ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(file) : null;

    public IReadOnlyList<string> GoFilesIn(string folder) => [.. _files.Keys.Where(path => SourcePath.FolderOf(path) == folder).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> PackageFoldersBelow(string folder) => [.. _files.Keys.Select(SourcePath.FolderOf).Distinct().Order(StringComparer.Ordinal)];

    public SourceModule? ModuleOf(string folder) => App;
}
