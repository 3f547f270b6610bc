namespace Unpark.Collectors.Source;

/// <summary>The little of go.mod and go.work that says where packages lie. What cannot be read says nothing.</summary>
public static class ModuleFile
{
    // Both are written by people and small; a long file is another kind of file.
    private const int LinesRead = 10_000;

    /// <summary>The module's path: "example.com/app".</summary>
    public static string? PathOf(string goMod) => Lines(goMod).FirstOrDefault(words => words is ["module", _, ..])?[1];

    /// <summary>The version of its go line: 1.22; null without one.</summary>
    public static Version? GoVersionOf(string goMod) =>
        Lines(goMod).FirstOrDefault(words => words is ["go", _, ..]) is { } line && Version.TryParse(string.Concat(line[1].TakeWhile(c => char.IsAsciiDigit(c) || c == '.')), out var version) ? version : null;

    /// <summary>The folders that a go.work names in its <c>use</c> lines, absolute.</summary>
    public static IReadOnlyList<string> UsedBy(string goWork)
    {
        var folders = new List<string>();
        var inBlock = false;
        foreach (var words in Lines(goWork))
        {
            if (words is ["use", "(", ..]) inBlock = true;
            else if (words is [")", ..]) inBlock = false;
            else if (words is ["use", var one, ..]) folders.Add(one);
            else if (inBlock) folders.Add(words[0]);
        }
        return [.. folders.Select(folder => Path.GetFullPath(folder, Path.GetDirectoryName(Path.GetFullPath(goWork))!))];
    }

    /// <summary>The nearest folder with a go.mod, from the folder itself upwards; null outside of modules.</summary>
    public static string? FolderAround(string folder)
    {
        for (var one = folder; one is not null; one = Path.GetDirectoryName(one))
        {
            if (File.Exists(Path.Combine(one, "go.mod"))) return one;
        }
        return null;
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Take(LinesRead).Select(WordsOf).Where(words => words.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] WordsOf(string line) => line.Split("//")[0].Split([' ', '\t', '"', '`'], StringSplitOptions.RemoveEmptyEntries);
}
