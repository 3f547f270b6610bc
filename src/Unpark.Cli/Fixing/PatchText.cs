using Unpark.Collectors.Source;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Patches.Editing;

namespace Unpark.Cli.Fixing;

/// <summary>Patches as text: what each mends and why it is safe, then the diff. Programs that apply diffs skip what stands above one.</summary>
internal static class PatchText
{
    public static void Write(TextWriter output, PatchSet patches, string root)
    {
        foreach (var same in patches.Mended.GroupBy(finding => finding.Patch!))
        {
            foreach (var finding in same) output.Write($"# {OneLine(finding.Title)} [{finding.Rule.Id}]\n");
            output.Write($"# {same.Key.Strategy}: {OneLine(same.Key.Why)}\n");
        }
        foreach (var file in patches.Files) UnifiedDiff.Write(output, PathBelow(root, file.Path), file.Before, file.After);
    }

    /// <summary>The folder from which the paths of a diff go: that of the module the files are in, or of the user's where they are in none.</summary>
    public static string RootOf(PatchSet patches, string folder)
    {
        var modules = patches.Files.Select(file => ModuleFile.FolderAround(Path.GetDirectoryName(file.Path)!)).Distinct().ToList();
        return modules is [{ } module] ? module : folder;
    }

    public static string PathBelow(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
