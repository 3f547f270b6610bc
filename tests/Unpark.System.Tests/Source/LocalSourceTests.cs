using Unpark.Collectors.Source;
using Unpark.Source;

namespace Unpark.Tests.Source;

/// <summary>Evidence comes from anybody, and may name any path: which files are opened for it?</summary>
public sealed class LocalSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public LocalSourceTests()
    {
        _folder.Write("app/go.mod", "module example.com/app\n"u8);
        _folder.Write("app/queue/queue.go", "package queue\n"u8);
        _folder.Write("secret/secret.go", "package secret\n"u8);
        _folder.Write("secret/words.txt", "xyzzy\n"u8);
    }

    [Fact]
    public void A_file_of_a_module_is_read_without_a_word() => Check("app/queue/queue.go", isRead: true);

    [Fact]
    public void A_file_outside_of_modules_is_not_read() => Check("secret/secret.go", isRead: false);

    [Fact]
    public void A_folder_that_was_given_needs_no_module() => Check("secret/secret.go", isRead: true, "secret");

    [Fact]
    public void What_is_no_Go_file_is_not_read_below_a_root_either() => Check("secret/words.txt", isRead: false, "secret");

    [Fact]
    public void The_way_up_is_not_taken() => Check("app/queue/../../secret/secret.go", isRead: false, "app");

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/environ")]
    public void Files_of_the_system_are_not_read(string path)
    {
        Assert.Null(SourceOf().Read(path));
        Assert.Null(SourceOf("/").Read(path));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/zero")]
    [InlineData("../../secret/secret.go")]
    [InlineData("../../secret/words.txt")]
    [InlineData("link.go")]
    public void A_link_that_leads_out_of_the_module_is_not_followed(string target)
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "app/queue/link.go"), target);
        Check("app/queue/link.go", isRead: false);
    }

    [Fact]
    public void A_linked_folder_does_not_bring_others_into_the_module()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "app/linked"), Path.Combine(_folder.Path, "secret"));
        Check("app/linked/secret.go", isRead: false);
    }

    [Fact]
    public void A_module_behind_a_link_is_a_module()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "current"), Path.Combine(_folder.Path, "app"));
        Check("current/queue/queue.go", isRead: true);
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return;
        Command.Run("mkfifo", [Path.Combine(_folder.Path, "app/queue/pipe.go")]);
        Check("app/queue/pipe.go", isRead: false);
    }

    [Fact]
    public void A_file_without_bounds_is_not_read()
    {
        using (var large = File.Create(Path.Combine(_folder.Path, "app/queue/large.go"))) large.SetLength(1L << 33);
        Check("app/queue/large.go", isRead: false);
    }

    public void Dispose() => _folder.Dispose();

    private void Check(string path, bool isRead, params string[] given) =>
        Assert.Equal(isRead, SourceOf([.. given.Select(folder => $"{_folder.Path}/{folder}")]).Read($"{_folder.Path}/{path}") is not null);

    private static LocalSource SourceOf(params string[] folders) => new(() => new SourceRoots { Folders = [.. folders] });
}
