using System.Collections.Immutable;

namespace Unpark.Source;

/// <summary>The folders below which source may be read: those the user gave and those the toolchain names. All absolute, with slashes.</summary>
public sealed record SourceRoots
{
    /// <summary>The main module, or those of a workspace.</summary>
    public ImmutableArray<SourceModule> Modules { get; init; } = [];

    /// <summary>Given with <c>--src</c>.</summary>
    public ImmutableArray<string> Folders { get; init; } = [];

    /// <summary>Given with <c>--path-map</c>; the first that fits counts.</summary>
    public ImmutableArray<PathMap> Maps { get; init; } = [];

    public string? GoRoot { get; init; }

    public string? ModuleCache { get; init; }

    public ImmutableArray<string> GoPath { get; init; } = [];

    /// <summary>Every folder of them.</summary>
    public IEnumerable<string> All =>
        [.. Modules.Select(module => module.Folder), .. Folders, .. Maps.Select(map => map.To), .. GoPath, .. new[] { GoRoot, ModuleCache }.OfType<string>()];
}
