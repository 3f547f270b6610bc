using System.Text;

namespace Unpark.Rendering.GitHub;

/// <summary>A line that GitHub's runner carries out: <c>::error file=a.go,line=3,title=x::message</c>.</summary>
/// <remarks>
/// The runner takes back <c>%25</c>, <c>%0D</c> and <c>%0A</c>, in properties also <c>%3A</c> and <c>%2C</c>. It obeys lines that begin
/// with <c>::</c> after blanks, and an older form, <c>##[command]</c>, anywhere in a line.
/// Source: <c>ActionCommand</c>, src/Runner.Common/ActionCommand.cs of actions/runner at 079cdb1.
/// </remarks>
internal static class WorkflowCommand
{
    /// <summary>The command as one line, without its end. Properties that are null are left out.</summary>
    public static string Of(string name, string message, string title, string? file = null, int line = 0)
    {
        var command = new StringBuilder("::").Append(name).Append(' ');
        if (file is not null) command.Append("file=").Append(Property(file)).Append(',');
        if (file is not null && line > 0) command.Append("line=").Append(line).Append(',');
        return command.Append("title=").Append(Property(title)).Append("::").Append(Data(message)).ToString();
    }

    /// <summary>Text of others as a line that is nothing but text.</summary>
    public static string Inert(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text) line.Append(char.IsControl(c) ? ' ' : c);
        line.Replace("##[", "## [");
        return line.ToString().TrimStart() is [':', ..] ? "- " + line : line.ToString();
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
