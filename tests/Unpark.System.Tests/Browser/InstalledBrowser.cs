namespace Unpark.Tests.Browser;

/// <summary>A Chromium on this machine, or the one that <c>eng/tools chromium</c> unpacked below artifacts/tools.</summary>
internal sealed record InstalledBrowser(string Program, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    /// <summary>Null when there is none.</summary>
    public static InstalledBrowser? Found { get; } = OnPath() ?? Unpacked();

    private static InstalledBrowser? OnPath()
    {
        var folders = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var program = Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        return program is null ? null : new(program, new Dictionary<string, string>());
    }

    // Its libraries and fonts lie beside it, and not where the system looks for them.
    private static InstalledBrowser? Unpacked()
    {
        var root = Path.Combine(TestData.Root, "artifacts", "tools", "chromium-headless-shell");
        var program = Path.Combine(root, "usr", "lib", "chromium", "chromium-headless-shell");
        if (!File.Exists(program)) return null;

        var libraries =
            from folder in (string[])[Path.Combine(root, "lib"), Path.Combine(root, "usr", "lib")]
            where Directory.Exists(folder)
            from architecture in Directory.EnumerateDirectories(folder, "*-linux-gnu")
            from part in (string[])["", "nss", "pulseaudio"]
            select Path.Combine(architecture, part);
        var environment = new Dictionary<string, string>
        {
            ["LD_LIBRARY_PATH"] = string.Join(':', libraries),
            ["XDG_DATA_HOME"] = Path.Combine(root, "usr", "share"),
        };
        if (!Directory.Exists("/etc/fonts")) environment["FONTCONFIG_PATH"] = Path.Combine(root, "etc", "fonts");
        return new(program, environment);
    }
}

/// <summary>A test that shows pages to a browser; skipped where there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (InstalledBrowser.Found is null) Skip = BrowserTheoryAttribute.NoBrowser;
    }
}

/// <inheritdoc cref="BrowserFactAttribute"/>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public const string NoBrowser = "no Chromium on this machine; ./test fetches one where the Debian archive has it";

    public BrowserTheoryAttribute()
    {
        if (InstalledBrowser.Found is null) Skip = NoBrowser;
    }
}
