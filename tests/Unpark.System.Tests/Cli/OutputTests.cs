using Unpark.Cli;

namespace Unpark.Tests.Cli;

public sealed class OutputTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void The_file_of_output_holds_what_standard_output_would()
    {
        var path = Path.Combine(_folder.Path, "rules.json");
        var run = CliRun.Of("rules", "--format", "json", "--output", path);
        Assert.Equal((0, "", ""), (run.Code, run.Output, run.Error));
        Assert.Equal(CliRun.Of("rules", "--format", "json").Output, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_dash_is_standard_output() => Assert.Equal(CliRun.Of("rules"), CliRun.Of("rules", "-o", "-"));

    [Fact]
    public void An_old_file_is_replaced_whole()
    {
        var path = _folder.Write("old.txt", new byte[1 << 20]);
        CliRun.Of("rules", "-o", path);
        Assert.Equal(CliRun.Of("rules").Output, File.ReadAllText(path));
    }

    [Fact]
    public void A_failed_diagnosis_leaves_the_old_file_alone()
    {
        var path = _folder.Write("old.txt", "old"u8);
        Assert.Equal(ExitCode.NoEvidence, CliRun.Of("gone.txt", "-o", path).Code);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_link_keeps_pointing_at_its_file()
    {
        var target = _folder.Write("target.txt", "old"u8);
        var link = Path.Combine(_folder.Path, "link.txt");
        File.CreateSymbolicLink(link, target);
        CliRun.Of("rules", "-o", link);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal(CliRun.Of("rules").Output, File.ReadAllText(target));
    }

    [Fact]
    public void A_device_is_written_to_and_stays_a_device()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(0, CliRun.Of("rules", "-o", "/dev/null").Code);
        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_misuse()
    {
        var run = CliRun.Of("rules", "-o", Path.Combine(_folder.Path, "none", "x"));
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith("unpark: cannot write ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_never_coloured_by_the_terminal()
    {
        var path = Path.Combine(_folder.Path, "report.txt");
        CliRun.Of(new CliRun.Settings { Columns = 80 }, TestData.Path("go1.27.4/goroutine.pb.gz"), "-o", path);
        Assert.DoesNotContain('\e', File.ReadAllText(path));
    }

    public void Dispose() => _folder.Dispose();
}
