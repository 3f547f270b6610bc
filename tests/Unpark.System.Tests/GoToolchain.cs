using Unpark.Cli.Demo;
using InstalledGo = Unpark.Cli.Demo.GoToolchain;

namespace Unpark.Tests;

/// <summary>An installed Go, where the program itself looks for one.</summary>
internal sealed record GoToolchain(string Go, string Version)
{
    /// <summary>Oldest first; one for each version.</summary>
    public static IReadOnlyList<GoToolchain> Installed { get; } = Find();

    public static GoToolchain Newest => Installed[^1];

    public static GoToolchain Oldest => Installed[0];

    /// <summary>1.19 -> 19</summary>
    public int Minor => int.Parse(Version.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Version;

    private static List<GoToolchain> Find() =>
    [
        .. InstalledGo.FindAllAsync(new Checkout(TestData.Root), CancellationToken.None).GetAwaiter().GetResult()
            .Reverse()
            .Select(go => new GoToolchain(go.Program, $"go{go.Version}")),
    ];
}

/// <summary>A test that needs Go; skipped where none is installed.</summary>
internal sealed class GoFactAttribute : FactAttribute
{
    public GoFactAttribute()
    {
        if (GoToolchain.Installed.Count == 0) Skip = GoTheoryAttribute.NoGo;
    }

    /// <summary>The newest Go installed must be Go 1.N or later.</summary>
    public int NewestAtLeast
    {
        get => field;
        set
        {
            field = value;
            if (Skip is null && GoToolchain.Newest.Minor < value) Skip = $"needs Go 1.{value} or later; the newest installed is {GoToolchain.Newest}";
        }
    }

    /// <summary>The oldest Go installed must be Go 1.N or earlier.</summary>
    public int OldestAtMost
    {
        get => field;
        set
        {
            field = value;
            if (Skip is null && GoToolchain.Oldest.Minor > value) Skip = $"needs Go 1.{value} or earlier; the oldest installed is {GoToolchain.Oldest}";
        }
    }
}

/// <summary>A test that runs once for each of some Go versions.</summary>
internal sealed class GoTheoryAttribute : TheoryAttribute
{
    public const string NoGo = "no Go toolchain on this machine; ./test fetches two";

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
