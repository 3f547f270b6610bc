using System.Text.RegularExpressions;

namespace Unpark.Tests.Accuracy.Causes;

/// <summary>A line to blame, and what for: "// cause: early-return" behind it.</summary>
internal sealed partial record CauseMark(string File, int Line, string Name)
{
    public static IReadOnlyList<CauseMark> Of(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*.go", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           from line in System.IO.File.ReadLines(file).Index()
           let mark = Mark().Match(line.Item)
           where mark.Success
           select new CauseMark(Path.GetRelativePath(folder, file), line.Index + 1, mark.Groups[1].Value),
    ];

    public override string ToString() => $"{Name} at {File}:{Line}";

    [GeneratedRegex(@"// cause: ([a-z-]+)")]
    private static partial Regex Mark();
}
