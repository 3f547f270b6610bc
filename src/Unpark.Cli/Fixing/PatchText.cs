using Unpark.Collectors.Source;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Patches.Editing;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Fixing;

/// <summary>Patches as text: what each mends and why it is safe, then the diff. Programs that apply diffs skip what stands above one.</summary>
internal static class PatchText
{
    /// <param name="trial">What --verify showed; null without it.</param>
    public static void Write(TextWriter output, PatchSet patches, string root, TrialResult? trial = null)
    {
        foreach (var same in patches.Mended.GroupBy(finding => finding.Patch!))
        {
            foreach (var finding in same) output.Write($"# {OneLine(finding.Title)} [{finding.Rule.Id}]\n");
            output.Write($"# {same.Key.Strategy}: {OneLine(same.Key.Why)}\n");
        }
        if (trial is not null) Write(output, trial);
        foreach (var file in patches.Files) UnifiedDiff.Write(output, PathBelow(root, file.Path), file.Before, file.After);
    }

    /// <summary>The folder from which the paths of a diff go: that of the module the files are in, or of the user's where they are in none.</summary>
    public static string RootOf(PatchSet patches, string folder)
    {
        var modules = patches.Files.Select(file => ModuleFile.FolderAround(Path.GetDirectoryName(file.Path)!)).Distinct().ToList();
        return modules is [{ } module] ? module : folder;
    }

    public static string PathBelow(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static void Write(TextWriter output, TrialResult trial)
    {
        using var said = new StringWriter { NewLine = "\n" };
        if (trial.Problem is { } problem) said.Write($"not fixed: {problem}\n");
        else if (trial.Verification is { } verification) VerificationText.Write(verification, said, TextStyle.Plain);
        else said.Write("verified: it builds, and go vet has nothing to say\n");
        foreach (var line in said.ToString().TrimEnd().Split('\n')) output.Write($"# {line}".TrimEnd() + "\n");
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
