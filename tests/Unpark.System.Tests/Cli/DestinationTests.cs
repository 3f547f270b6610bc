using Unpark.Cli;
using Unpark.Rendering;

namespace Unpark.Tests.Cli;

/// <summary>Which form of the report goes where, by the words of --format and --output.</summary>
public sealed class DestinationTests : IDisposable
{
    private static readonly string Evidence = TestData.Path("go1.27.4/goroutine.pb.gz");

    private readonly TestFolder _folder = new();

    [Fact]
    public void A_file_alone_holds_the_form_of_its_extension()
    {
        var path = Path("report.json");
        Assert.Equal("", Run("-o", path).Output);
        Assert.Equal(OneOf("json"), File.ReadAllText(path));
    }

    [Fact]
    public void A_file_of_an_unknown_extension_holds_text()
    {
        var path = Path("report.log");
        Run("-o", path);
        Assert.Equal(OneOf("text"), File.ReadAllText(path));
    }

    [Fact]
    public void A_single_format_says_what_a_file_holds_whatever_its_name()
    {
        var path = Path("report.txt");
        Assert.Equal("", Run("--format", "json", "-o", path).Output);
        Assert.Equal(OneOf("json"), File.ReadAllText(path));
    }

    [Fact]
    public void A_format_without_a_file_goes_to_standard_output()
    {
        var path = Path("x");
        Assert.Equal(OneOf("text"), Run("--format", "text,json", "-o", $"json={path}").Output);
        Assert.Equal(OneOf("json"), File.ReadAllText(path));
    }

    [Fact]
    public void Several_files_and_standard_output_are_written_in_one_run()
    {
        var (json, markdown) = (Path("a.json"), Path("a.md"));
        Assert.Equal(OneOf("text"), Run("-o", json, "-o", "-", "-o", markdown).Output);
        Assert.Equal((OneOf("json"), OneOf("markdown")), (File.ReadAllText(json), File.ReadAllText(markdown)));
    }

    [Fact]
    public void Of_several_formats_a_file_holds_that_of_its_extension() =>
        Assert.Equal(OneOf("markdown"), Run("--format", "markdown,json", "-o", Path("a.json")).Output);

    [Fact]
    public void Two_forms_in_one_place_are_misuse() =>
        CheckMisuse("text and json cannot both go to standard output: give each its own file, as in -o json=FILE", "--format", "text,json");

    [Fact]
    public void A_file_that_may_hold_either_is_misuse() =>
        CheckMisuse("which of text, json goes to a.dat? Say it as in text=a.dat", "--format", "text,json", "-o", "a.dat");

    [Fact]
    public void An_unknown_format_is_misuse() => CheckMisuse("--format is 'xml', expected ", "--format", "text,xml");

    [Fact]
    public void A_command_of_one_answer_refuses_two_files() =>
        Assert.Equal((ExitCode.Usage, "unpark: rules gives one answer: give --output once\n"), (CliRun.Of("rules", "-o", "a", "-o", "b").Code, CliRun.Of("rules", "-o", "a", "-o", "b").Error));

    [Fact]
    public void Names_and_extensions_of_formats_are_told_apart()
    {
        var extensions = ReportFormats.All.Select(format => format.Extension).Where(extension => extension.Length > 0).ToList();
        Assert.Equal(extensions.Distinct(StringComparer.Ordinal), extensions);
        Assert.Equal(ReportFormats.All.Select(format => format.Name).Distinct(StringComparer.Ordinal), ReportFormats.All.Select(format => format.Name));
    }

    [Fact]
    public void Every_form_gives_the_same_bytes_twice() =>
        Assert.All(ReportFormats.All, format => Assert.Equal(OneOf(format.Name), OneOf(format.Name)));

    public void Dispose() => _folder.Dispose();

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private static CliRun Run(params string[] flags) => CliRun.Of([Evidence, .. flags]);

    private static string OneOf(string format) => Run("--format", format).Output;

    private static void CheckMisuse(string message, params string[] flags)
    {
        var run = Run(flags);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
