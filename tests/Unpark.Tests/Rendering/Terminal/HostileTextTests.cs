using Unpark.Rendering.Terminal;

namespace Unpark.Tests.Rendering.Terminal;

/// <summary>Names in evidence are chosen by whoever wrote it.</summary>
public sealed class HostileTextTests
{
    [Theory]
    [InlineData("\e[2J", "?[2J")]
    [InlineData("\r", "?")]
    [InlineData("\u009b31m", "?31m")]
    [InlineData("\u202eevil", "?evil")]
    [InlineData("\u2066evil\u2069", "?evil?")]
    [InlineData("naïve 世界", "naïve 世界")]
    public void What_a_terminal_would_obey_is_shown_as_a_question_mark(string evidence, string shown)
    {
        using var output = new StringWriter();
        ReportText.Write(Reports.With(Reports.Bare with { Because = [$"[{evidence}]"] }), output, TextStyle.Plain);
        Assert.Contains($"[{shown}]", output.ToString(), StringComparison.Ordinal);
    }
}
