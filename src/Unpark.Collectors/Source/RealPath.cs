namespace Unpark.Collectors.Source;

/// <summary>Where a path leads when every link on its way is followed.</summary>
internal static class RealPath
{
    /// <summary>Links in one path, as Linux has it; more are a circle.</summary>
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <param name="path">Absolute; what is not there is no link.</param>
    /// <returns>With slashes; null for a circle of links.</returns>
    public static string? Of(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var left = new Stack<string>();
        Push(left, path[real.Length..]);
        for (var links = 0; left.TryPop(out var element);)
        {
            var next = element == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, element);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks) return null;
            if (Path.IsPathRooted(target)) real = Path.GetPathRoot(target)!;
            Push(left, Path.IsPathRooted(target) ? target[real.Length..] : target);
        }
        return real.Replace('\\', '/');
    }

    private static void Push(Stack<string> left, string path)
    {
        foreach (var element in path.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse().Where(element => element != ".")) left.Push(element);
    }
}
