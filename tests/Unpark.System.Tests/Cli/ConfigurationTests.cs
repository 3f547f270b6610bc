using System.Text;
using Unpark.Cli;

namespace Unpark.Tests.Cli;

/// <summary>Which configuration files the program reads, and what it says of bad ones.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string Evidence = "go1.27.4/goroutine-debug2.txt";

    private const string IgnoreAll = "ignore:\n- frame: '*'\n  reason: test\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_at_the_projects_root_counts_in_its_folders()
    {
        Write("shop/go.mod", "module shop");
        Write("shop/.unpark.yaml", IgnoreAll);
        Check(ExitCode.Nothing, "shop/internal/queue");
        Check(ExitCode.Nothing, "shop");
        Check(ExitCode.Findings, "");
    }

    [Fact]
    public void Above_the_projects_root_it_is_somebody_elses()
    {
        Write(".unpark.yaml", IgnoreAll);
        Write("shop/go.mod", "module shop");
        Check(ExitCode.Findings, "shop");
    }

    [Fact]
    public void The_users_own_folder_is_asked_too()
    {
        Write("xdg/unpark/config.yaml", IgnoreAll);
        var run = Run("home", [], new() { ["XDG_CONFIG_HOME"] = Path.Combine(_folder.Path, "xdg") });
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains("config.yaml:2 ignores them: test", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_counts_alone()
    {
        Write("shop/go.mod", "module shop");
        Write("shop/.unpark.yaml", IgnoreAll);
        Write("shop/none.yaml", "");
        Check(ExitCode.Findings, "shop", "--config", "none.yaml");
        Check(ExitCode.Findings, "shop", "--no-config");
    }

    [Fact]
    public void A_bad_file_is_refused_with_its_line()
    {
        Write(".unpark.yaml", "ignore:\n- frame: main.f\n");
        var run = Run("", [], []);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal("unpark: .unpark.yaml: line 2: this entry has no \"reason\"; --no-config goes without it\n", run.Error);
    }

    [Fact]
    public void A_missing_named_file_is_refused()
    {
        var run = Run("", ["--config", "gone.yaml"], []);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith("unpark: cannot read the configuration gone.yaml: ", run.Error, StringComparison.Ordinal);
    }

    private void Check(int code, string folder, params string[] flags) => Assert.Equal(code, Run(folder, flags, []).Code);

    private CliRun Run(string folder, string[] flags, Dictionary<string, string> variables) =>
        CliRun.Of(new CliRun.Settings { Folder = Path.Combine(_folder.Path, folder), Variables = variables }, [TestData.Path(Evidence), .. flags]);

    private void Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));
}
