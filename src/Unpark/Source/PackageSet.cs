using System.Collections.Immutable;
using Unpark.Source.Facts;

namespace Unpark.Source;

/// <summary>Packages whose facts are read together: what one of them makes and another takes is followed.</summary>
/// <param name="Packages">The main package first, where it is among them.</param>
internal sealed record PackageSet(ImmutableArray<PackageSource> Packages)
{
    /// <summary>Nothing of the module uses these packages but what is among them.</summary>
    public bool HasAllUsers { get; init; }

    /// <summary>They are all of the module that is in the program: its main package, and what that imports.</summary>
    public bool IsProgram { get; init; }

    /// <summary>The files of all.</summary>
    public PackageSource Together { get; } = Packages is [var only] ? only : new([.. Packages.SelectMany(package => package.Files)]) { GoVersion = Packages[0].GoVersion };

    /// <summary>Functions of the first package before those of the second.</summary>
    public ImmutableArray<Function> InOrder(IEnumerable<Function> functions)
    {
        if (Packages.Length == 1) return [.. functions];
        var places = Packages.SelectMany((package, i) => package.Files.Select(file => (file.Number, i))).ToDictionary();
        return [.. functions.OrderBy(function => places[function.File.Number])];
    }

    /// <summary>Of the packages that others may use, too.</summary>
    public IReadOnlySet<SourceFile> OpenFiles => field ??= Packages.Where(IsOpen).SelectMany(package => package.Files).ToHashSet();

    public static PackageSet Alone(PackageSource package) => new([package]);

    // Nobody imports main; internal packages are for their own module.
    private bool IsOpen(PackageSource package) => package.Name != "main" && !IsProgram && !(HasAllUsers && package.IsInternal);
}
