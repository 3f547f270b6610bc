using Unpark.Cli.Demo;
using InstalledGo = Unpark.Cli.Demo.GoToolchain;

namespace Unpark.Tests.Samples;

/// <summary>The Go installations the samples run on: the newest and the oldest here, or all of them when UNPARK_ALL_GO is set.</summary>
internal static class Toolchains
{
    public static Checkout Checkout { get; } = new(TestData.Root);

    public static IReadOnlyList<InstalledGo> Used { get; } = Choose(InstalledGo.FindAllAsync(Checkout, CancellationToken.None).GetAwaiter().GetResult());

    /// <param name="name">"Go 1.27.4"</param>
    public static Version VersionOf(string name) => Version.Parse(name["Go ".Length..]);

    private static IReadOnlyList<InstalledGo> Choose(IReadOnlyList<InstalledGo> all) =>
        all.Count <= 2 || Environment.GetEnvironmentVariable("UNPARK_ALL_GO") is { Length: > 0 } ? all : [all[0], all[^1]];
}
