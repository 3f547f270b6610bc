using System.Globalization;
using System.Text.Json;
using Unpark.Cli;
using Unpark.Tests.Http;

namespace Unpark.Tests.Cli;

/// <summary>top, list, traces and diff on what real Go printed, compared with committed output. The names hold command, flags and file.</summary>
public sealed class ProfileCommandTests : IDisposable
{
    private const string Leaky = "go1.27.4/goroutine.pb.gz";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("top", Leaky)]
    [InlineData("top", Leaky, "--functions", "--cum", "-n=10")]
    [InlineData("top", Leaky, "--lines", "--focus=store", "--format=json")]
    [InlineData("top", "go1.27.4/goroutine-debug2.txt")]
    [InlineData("top", "go1.27.4/goroutine-debug1.txt")]
    [InlineData("top", "go1.27.4/heap.pb.gz", "--sample-index=alloc_space")]
    [InlineData("top", "go1.27.4/block.pb.gz")]
    [InlineData("top", "go1.27.4/mutex-debug1.txt")]
    [InlineData("traces", Leaky, "--focus=labelled")]
    [InlineData("traces", "go1.27.4/heap.pb.gz")]
    [InlineData("traces", Leaky, "--focus=labelled", "--format=json")]
    public void A_table_is_the_committed_one(string command, string file, params string[] flags)
    {
        var run = CliRun.Of([command, TestData.Path(file), .. flags]);
        Assert.Equal((ExitCode.Nothing, ""), (run.Code, run.Error));
        Golden.Check(Expected([command, file.Replace('/', '.'), .. flags.Select(flag => flag.TrimStart('-'))]), run.Output);
    }

    [Theory]
    [InlineData("diff", "text")]
    [InlineData("diff", "json")]
    [InlineData("top", "text")]
    public void A_comparison_is_the_committed_one(string command, string format)
    {
        var (before, after) = (TestData.Path("go1.26.11/goroutine.pb.gz"), TestData.Path(Leaky));
        var run = command == "diff" ? CliRun.Of("diff", before, after, "--format", format) : CliRun.Of("top", "--diff-base", before, after, "--format", format);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Golden.Check(Expected([command, "two-profiles", format]), run.Output);
    }

    [Theory]
    [InlineData("leaking.go1.19", "fixed.go1.27", ExitCode.Nothing, "Fixed: 1 place, 1 fixed; 249 -> 4 goroutines.")]
    [InlineData("leaking.go1.19", "leaking.go1.27", ExitCode.Findings, "Unchanged: 1 place, 1 unchanged; 249 -> 242 goroutines.")]
    [InlineData("fixed.go1.27", "leaking.go1.19", ExitCode.Findings, "Worse: 1 place, 1 worse; 4 -> 249 goroutines.")]
    [InlineData("fixed.go1.19", "fixed.go1.27", ExitCode.Nothing, "Nothing stands out in either; 4 -> 4 goroutines.")]
    public void The_exit_code_says_whether_a_fix_helped(string before, string after, int code, string verdict)
    {
        var run = CliRun.Of("diff", "--verify", Verify(before), Verify(after));
        Assert.Equal((code, verdict), (run.Code, run.Output.Split('\n')[0]));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public void A_verified_fix_is_the_committed_one(string format) =>
        Golden.Check(Expected(["diff", "verify", format]), CliRun.Of("diff", "--verify", Verify("leaking.go1.19"), Verify("fixed.go1.27"), "--format", format).Output);

    [Fact]
    public void A_listing_finds_its_source_below_the_folder_it_is_given()
    {
        var source = string.Concat(Enumerable.Range(1, 60).Select(line => $"// line {line.ToString(CultureInfo.InvariantCulture)}\n"));
        _folder.Write("src/leaky/store/store.go", System.Text.Encoding.UTF8.GetBytes(source));
        var run = CliRun.Of("list", "store.*Put$", TestData.Path(Leaky), "--source-path", _folder.Path + "/src");
        Assert.Equal(ExitCode.Nothing, run.Code);
        Golden.Check(Expected(["list", "Put"]), run.Output);
    }

    [Fact]
    public void A_listing_finds_the_source_of_a_program_built_elsewhere_by_a_path_map()
    {
        _folder.Write("here/store.go", System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("// here\n", 60))));
        var file = CliRun.Of("list", "store.*Put$", TestData.Path(Leaky)).Output.Split(" in ")[1].Split('\n')[0];
        var run = CliRun.Of("list", "store.*Put$", TestData.Path(Leaky), "--path-map", $"{file[..file.LastIndexOf('/')]}={_folder.Path}/here");
        Assert.Contains("// here", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Spellings_of_pprof_are_understood() =>
        Assert.Equal(
            CliRun.Of("top", "--functions", "--cum", "--sample-index=0", TestData.Path(Leaky)).Output,
            CliRun.Of("top", "-functions", "-cum", "-sample_index=0", TestData.Path(Leaky)).Output);

    [Theory]
    [InlineData("--focus: '(' is no regular expression", "top", Leaky, "--focus=(")]
    [InlineData("--sample-index is 'inuse', the profile has goroutine", "top", Leaky, "--sample-index=inuse")]
    [InlineData("--functions and --lines exclude each other", "top", Leaky, "--functions", "--lines")]
    [InlineData("no function with samples matches 'nowhere'", "list", "nowhere", Leaky)]
    [InlineData("the profiles cannot be compared: the earlier holds goroutine/count, the later alloc_objects/count", "diff", Leaky, "go1.27.4/heap.pb.gz")]
    public void A_wish_that_cannot_be_met_is_answered_in_one_line(string message, params string[] words)
    {
        var run = CliRun.Of([.. words.Select(word => word.StartsWith("go1.", StringComparison.Ordinal) ? TestData.Path(word) : word)]);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.StartsWith("unpark: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void Evidence_without_samples_is_answered_with_what_it_is()
    {
        var run = CliRun.Of("top", TestData.Path("go1.27.4/index.html"));
        Assert.Equal(ExitCode.NoEvidence, run.Code);
        Assert.Contains("index page of net/http/pprof", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_dumps_in_a_log_the_last_is_shown_and_that_is_said()
    {
        var dump = TestData.Bytes("go1.27.4/goroutine-debug2.txt");
        var run = CliRun.Of(new CliRun.Settings { Input = [.. dump, .. "\n2026/01/01 12:00:00 again\n\n"u8, .. dump] }, "top", "-");
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains("2 dumps; shown is the last", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_of_every_table_is_json_with_a_schema()
    {
        string[][] lines = [["top", "F"], ["traces", "F"], ["list", "Put", "F"], ["diff", "F", "F"]];
        foreach (var words in lines)
        {
            var run = CliRun.Of([.. words.Select(word => word == "F" ? TestData.Path(Leaky) : word), "--format=json"]);
            Assert.Equal($"unpark.{words[0]}/1", JsonDocument.Parse(run.Output).RootElement.GetProperty("schema").GetString());
        }
    }

    [GoFact]
    public async Task The_table_of_a_live_program_asks_for_its_profile_and_for_nothing_that_stops_it()
    {
        using var program = await TargetProgram.StartAsync();
        await program.DoAsync("leak?n=25");
        var run = CliRun.Of("top", program.Address, "--format=json");
        Assert.Equal((ExitCode.Nothing, ""), (run.Code, run.Error));
        Assert.Contains("\"flat\": 25", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain((await program.LogAsync()).Asked, asked => asked.Contains("debug=2", StringComparison.Ordinal) || asked.Contains("goroutineleak", StringComparison.Ordinal));
    }

    private static string Expected(IEnumerable<string> parts) =>
        $"tests/Unpark.System.Tests/Cli/expected/{string.Join('.', parts).Replace('/', '_')}.txt";

    private static string Verify(string name) => TestData.Path($"verify/abandoned-sender.{name}.txt.gz");
}
