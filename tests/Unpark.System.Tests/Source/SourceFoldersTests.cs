using Unpark.Collectors.Source;
using Unpark.Source;

namespace Unpark.Tests.Source;

public sealed class SourceFoldersTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Without_Go_the_nearest_module_counts()
    {
        _folder.Write("app/go.mod", "// An app.\nmodule \"example.com/app\" // ours\n\ngo 1.27\n"u8);
        _folder.Write("app/queue/queue.go", "package queue\n"u8);
        var roots = await SourceFolders.FindAsync(Path.Combine(_folder.Path, "app", "queue"), go: "no-such-go");
        Assert.Equal(new SourceModule("example.com/app", $"{_folder.Path}/app"), Assert.Single(roots.Modules));
        Assert.Null(roots.GoRoot);
    }

    [Fact]
    public async Task A_workspace_has_all_its_modules()
    {
        WriteWorkspace();
        var roots = await SourceFolders.FindAsync(_folder.Path, go: "no-such-go");
        Assert.Equal(["example.com/a", "example.com/b", "example.com/c"], roots.Modules.Select(module => module.Path));
    }

    [GoFact]
    public async Task The_toolchain_names_its_own_folders_and_the_workspace_in_use()
    {
        WriteWorkspace();
        var roots = await SourceFolders.FindAsync(Path.Combine(_folder.Path, "b"), GoToolchain.Newest.Go);
        Assert.Contains("example.com/c", roots.Modules.Select(module => module.Path));
        Assert.True(Directory.Exists($"{roots.GoRoot}/src/runtime"));
        Assert.NotNull(roots.ModuleCache);
        Assert.NotEmpty(roots.GoPath);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteWorkspace()
    {
        _folder.Write("go.work", "go 1.19\n\nuse ./a\nuse (\n\t./b // second\n\t./c\n)\n"u8);
        foreach (var name in new[] { "a", "b", "c" }) _folder.Write($"{name}/go.mod", System.Text.Encoding.UTF8.GetBytes($"module example.com/{name}\n\ngo 1.19\n"));
    }
}
