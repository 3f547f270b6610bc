using System.Diagnostics;
using System.Globalization;

namespace Unpark.Tests.GoSyntax;

/// <summary>What go/parser says of many files, from <c>programs/syntaxtree</c>.</summary>
internal static class GoParserProgram
{
    private static readonly Lazy<string> Program = new(() =>
        GoProgram.Build(Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "programs", "syntaxtree"), GoToolchain.Newest));

    /// <returns>An answer for each file, in order.</returns>
    public static IReadOnlyList<GoParserAnswer> Ask(IReadOnlyList<string> files)
    {
        var start = new ProcessStartInfo(Program.Value) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Program.Value} did not start");
        var answers = process.StandardOutput.ReadToEndAsync();
        foreach (var file in files) process.StandardInput.WriteLine(file);
        process.StandardInput.Close();
        var lines = answers.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return lines.Length == files.Count
            ? [.. lines.Select(GoParserAnswer.Of)]
            : throw new InvalidOperationException($"{files.Count} files, {lines.Length} answers of {Program.Value}");
    }

    /// <returns>The tree itself.</returns>
    public static string TreeOf(string file) => Command.Run(Program.Value, [file]);
}

/// <param name="ErrorAt">Offset of the first error; null when there is none.</param>
/// <param name="Tree">Hash of the tree, where there is no error.</param>
internal sealed record GoParserAnswer(int? ErrorAt, ulong Tree, string Line)
{
    // "error 204: can only use ... with final parameter", or the hash
    public static GoParserAnswer Of(string line) => line.StartsWith("error ", StringComparison.Ordinal)
        ? new(int.Parse(line.AsSpan(6, line.IndexOf(':', StringComparison.Ordinal) - 6), CultureInfo.InvariantCulture), 0, line)
        : new(null, ulong.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), line);
}
