using System.Text;
using Unpark.Cli.Input;
using Unpark.Model;

namespace Unpark.Tests.Cli;

/// <summary>Where the project of the current folder begins, and what its files are called from there.</summary>
public sealed class WorkingTreeTests : IDisposable
{
    private static readonly Frame Push = new("example.com/leaky/queue.Push", "/build/queue/queue.go", 63);

    private readonly TestFolder _folder = new();

    [Fact]
    public void A_file_is_named_from_the_root_of_the_repository()
    {
        Write("repo/.git/HEAD", "");
        Write("repo/services/leaky/go.mod", "// comment\nmodule \"example.com/leaky\" // trailing\n\ngo 1.27\n");
        Assert.Equal("services/leaky/queue/queue.go", WorkingTree.SourcesOf(Folder("repo/services/leaky/queue")).PathOf(Push));
    }

    [Fact]
    public void Without_a_repository_it_is_named_from_the_module()
    {
        Write("leaky/go.mod", "module example.com/leaky\n");
        Assert.Equal("queue/queue.go", WorkingTree.SourcesOf(Folder("leaky/queue")).PathOf(Push));
    }

    [Fact]
    public void A_module_above_the_repository_is_another()
    {
        Write("leaky/go.mod", "module example.com/leaky\n");
        Write("leaky/repo/.git", "gitdir: elsewhere\n");
        Assert.Null(WorkingTree.SourcesOf(Folder("leaky/repo")).PathOf(Push));
    }

    [Fact]
    public void An_annotation_of_a_dump_from_elsewhere_points_into_the_checkout()
    {
        Write("leaky/go.mod", "module example.com/leaky\n");
        var run = CliRun.Of(new CliRun.Settings { Folder = Folder("leaky") }, TestData.Path("go1.27.4/goroutine-debug2.txt"), "--format", "github");
        Assert.Contains("::error file=queue/queue.go,line=63,title=UP1003 nil-channel (proven)::", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
}
