namespace Unpark.Tests;

/// <summary>An installed Go: on PATH, or where Debian's golang-1.NN-go packages put theirs.</summary>
internal sealed record GoToolchain(string Go, string Version)
{
    /// <summary>Oldest first; one for each version.</summary>
    public static IReadOnlyList<GoToolchain> Installed { get; } = Find();

    public static GoToolchain Newest => Installed[^1];

    public static GoToolchain Oldest => Installed[0];

    /// <summary>1.19 -> 19</summary>
    public int Minor => int.Parse(Version.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Version;

    private static List<GoToolchain> Find()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists("/usr/lib") ? Directory.GetDirectories("/usr/lib", "go-1.*").Select(folder => Path.Combine(folder, "bin")) : [];
        return [.. onPath.Append("/usr/local/go/bin").Concat(debian)
            .Select(folder => Path.Combine(folder, "go"))
            .Where(File.Exists)
            .Select(go => new GoToolchain(go, VersionOf(go)))
            .DistinctBy(toolchain => toolchain.Version)
            .OrderBy(toolchain => toolchain.Minor)];
    }

    // "go1.27.4" of "go version go1.27.4 linux/amd64"
    private static string VersionOf(string go) => Command.Run(go, ["version"]).Split(' ')[2];
}

/// <summary>A test that needs Go; skipped where none is installed.</summary>
internal sealed class GoFactAttribute : FactAttribute
{
    public GoFactAttribute()
    {
        if (GoToolchain.Installed.Count == 0) Skip = GoTheoryAttribute.NoGo;
    }
}

/// <summary>A test that runs once for each of some Go versions.</summary>
internal sealed class GoTheoryAttribute : TheoryAttribute
{
    public const string NoGo = "no Go toolchain is installed (looked on PATH, in /usr/local/go and /usr/lib/go-1.*)";

    public GoTheoryAttribute()
    {
        if (GoToolchain.Installed.Count == 0) Skip = NoGo;
    }
}

/// <summary>The oldest and the newest Go installed, as theory data.</summary>
internal sealed class OldestAndNewestGoAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
        GoToolchain.Installed.Count == 0
            ? [["none"]]
            : new[] { GoToolchain.Oldest, GoToolchain.Newest }.Distinct().Select(go => new object[] { go.Version });
}
