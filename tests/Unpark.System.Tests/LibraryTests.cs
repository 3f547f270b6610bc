using Unpark.Tests.Http;
using Xunit.Sdk;

namespace Unpark.Tests;

public class LibraryTests
{
    [Fact]
    public void Every_piece_of_code_in_the_documentation_is_compiled_here()
    {
        var document = File.ReadAllText(Path.Combine(TestData.Root, "docs", "library.md"));
        var examples = File.ReadAllText(Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "LibraryExamples.cs"));
        var pieces = document.Split("```csharp\n").Skip(1).Select(piece => piece[..piece.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(pieces);
        Assert.All(pieces, piece => Assert.Contains(Indented(piece), examples, StringComparison.Ordinal));
    }

    [GoFact]
    public async Task The_check_of_the_documentation_passes_when_nothing_is_left_and_fails_when_something_is()
    {
        using var program = await TargetProgram.StartAsync();
        await LibraryExamples.OrdersLeaveNothingBehind(program.Address, () => program.DoAsync("work?n=5&ms=50"));
        var failure = await Assert.ThrowsAsync<FalseException>(() => LibraryExamples.OrdersLeaveNothingBehind(program.Address, () => program.DoAsync("leak?n=3")));
        Assert.Contains("3 x chan send at main.abandon", failure.Message, StringComparison.Ordinal);
    }

    [GoFact]
    public async Task The_diagnosis_of_the_documentation_names_what_is_stuck()
    {
        using var program = await TargetProgram.StartAsync();
        await program.DoAsync("leak?n=20");
        var report = await LibraryExamples.Diagnose(program.Address);
        Assert.Contains(report.Groups, group => group.Count == 20 && group.Site?.Frame.Function == "main.abandon");
    }

    [GoFact]
    public async Task The_monitor_of_the_documentation_looks_at_the_service()
    {
        using var program = await TargetProgram.StartAsync();
        await using var monitor = await LibraryExamples.Watch(program.Address, _ => { });
        for (var waited = 0; monitor.State.Goroutines is null; waited++)
        {
            Assert.True(waited < 3000, monitor.State.Problem);
            await Task.Delay(20);
        }
    }

    [Fact]
    public void A_target_of_the_documentation_carries_its_token() =>
        Assert.Equal("t0ken", LibraryExamples.Guarded("https://host:6060", "t0ken").Access.BearerToken);

    private static string Indented(string code) =>
        string.Join('\n', code.TrimEnd().Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
