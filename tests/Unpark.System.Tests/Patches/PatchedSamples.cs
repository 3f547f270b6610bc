using Unpark.Cli.Fixing;
using Unpark.Collectors.Source;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Tests.Samples;

namespace Unpark.Tests.Patches;

/// <summary>All samples in one program: run, patched as <c>unpark fix</c> would, built and run again.</summary>
public sealed class PatchedSamples : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _scratch = new();

    internal PatchSet Patches { get; private set; } = null!;

    internal Verification Outcome { get; private set; } = null!;

    /// <summary>Files that gofmt would write otherwise, after patching.</summary>
    internal string Unformatted { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Toolchains.Used.Count == 0) return;
        var samples = new SamplesInOne(Toolchains.Used[0], _scratch.Path);
        samples.Write();
        Assert.Equal("", await samples.UnformattedAsync());
        var before = await samples.RunAsync("leaking");
        var files = new LocalSource(() => LocalSource.RootsAround(_scratch.Path, _ => null));
        Patches = PatchSet.Of(SourceDiagnosis.Of(before, files).Findings, files);
        foreach (var file in Patches.Files) PatchedTree.Write(file, file.Path);
        Unformatted = await samples.UnformattedAsync();
        Outcome = TrialVerdict.Of(Patches.Mended, before, await samples.RunAsync("patched"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();

    /// <summary>The patches of a sample: of the findings in its folder, or in its file.</summary>
    internal IReadOnlyList<Patch> Of(string sample) =>
        [.. Patches.Mended.Select(finding => finding.Patch!).Where(patch => patch.Edits.All(edit => edit.File.Contains($"/{sample}/", StringComparison.Ordinal))).Distinct()];
}
