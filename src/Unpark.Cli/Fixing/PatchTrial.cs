using Unpark.Cli.Demo;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Collectors.Source;
using Unpark.Findings;
using Unpark.Patches;

namespace Unpark.Cli.Fixing;

/// <summary>Patches on trial: in a copy of the module they are built, vetted, and the fault is looked for with and without them.</summary>
internal sealed class PatchTrial(Invocation call, string go, Reproduction? reproduction)
{
    /// <param name="module">Folder of the module that all patched files are in.</param>
    /// <exception cref="EvidenceException">The module cannot be copied, the fault does not show without the patches, or go is not there.</exception>
    public TrialResult Of(PatchSet patches, string module)
    {
        using var progress = new ProgressLine(call);
        progress.Report($"copying {module}");
        using var copy = Copy(module);
        var folder = FolderIn(copy);
        var packages = patches.Files.Select(file => $"./{PatchText.PathBelow(module, Path.GetDirectoryName(file.Path)!)}").Distinct().ToList();

        progress.Report("running without the patch");
        var before = reproduction?.Run(folder);
        var vetted = Go(copy, "vet", packages);
        foreach (var file in patches.Files) PatchedTree.Write(file, copy.PathOf(file.Path));
        // No patch changes what other packages see: those that import these build as before.
        progress.Report("building and vetting with the patch");
        if (Go(copy, "build", ["-o", OperatingSystem.IsWindows() ? "NUL" : "/dev/null", .. packages]) is { } unbuilt) return new(null, $"with the patch it does not build: {unbuilt}");
        if (vetted is null && Go(copy, "vet", packages) is { } complaint) return new(null, $"go vet complains of the patch: {complaint}");
        if (before is null) return new(null, null);

        progress.Report("running with the patch");
        var verification = TrialVerdict.Of(patches.Mended, before, reproduction!.Run(folder));
        if (verification.Outcome is null) throw new EvidenceException($"{reproduction.Words}: nothing waits where the evidence says, also without the patch: it does not reproduce the fault");
        return new(verification with { Places = [.. verification.Places.Select(place => InOriginal(place, copy))] }, null);
    }

    // The copy is gone when the user reads of it.
    private static PlaceOutcome InOriginal(PlaceOutcome place, ModuleCopy copy)
    {
        var frame = place.Site.Frame;
        return place with { Site = place.Site with { Frame = frame with { File = frame.File.Replace(copy.Folder, copy.Original, StringComparison.Ordinal) } } };
    }

    private ModuleCopy Copy(string module)
    {
        try
        {
            return ModuleCopy.Of(module, call.Cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"cannot copy {module}: {e.Message.TrimEnd('.')}");
        }
    }

    // Where the user stands, when that is inside of the module.
    private string FolderIn(ModuleCopy copy)
    {
        var folder = copy.PathOf(call.World.CurrentFolder());
        return folder.StartsWith(copy.Folder, StringComparison.Ordinal) && Directory.Exists(folder) ? folder : copy.Folder;
    }

    // Null: it went well.
    private string? Go(ModuleCopy copy, string verb, IReadOnlyList<string> packages)
    {
        try
        {
            var (code, _, error) = ChildProcess.RunAsync(new(go, [verb, .. packages]) { WorkingDirectory = copy.Folder }, call.Cancellation).GetAwaiter().GetResult();
            return code == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new EvidenceException($"cannot run {go}: {e.Message}. fix --verify builds with your own go; it must be on PATH, or named with --go");
        }
    }
}

/// <summary>What a trial showed.</summary>
/// <param name="Verification">Null without a reproduction, and where the patch does not build.</param>
/// <param name="Problem">Why the patch is no good; null when it is.</param>
internal sealed record TrialResult(Verification? Verification, string? Problem)
{
    public bool IsGood => Problem is null && Verification?.Outcome is null or Outcome.Fixed or Outcome.Better;
}
