using System.Collections.Immutable;
using Unpark.Source;

namespace Unpark.Linting;

/// <summary>A package to look through.</summary>
/// <param name="ImportPath">"example.com/app/queue"; the name of its package clause where no go.mod tells.</param>
/// <param name="GoVersion">That go.mod asks for: 1.22; null when nobody says.</param>
public sealed record LintPackage(PackageSource Source, string ImportPath, Version? GoVersion)
{
    /// <summary>Lines of its files, comments and empty ones among them.</summary>
    public int Lines => Source.Files.Sum(file => file.Syntax.Source.LineCount);
}
