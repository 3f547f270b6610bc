using System.Collections.Immutable;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;

namespace Unpark.Source.Names;

/// <summary>Which of several packages a name is of: that of its file, or one that the file imports.</summary>
internal sealed class PackageScopes
{
    private readonly DeclaredNames _first = new("");

    // By number of the file; empty where there is but one package.
    private readonly DeclaredNames?[] _ofFile = [];
    private readonly Dictionary<string, DeclaredNames>?[] _imported = [];

    public PackageScopes(ImmutableArray<PackageSource> packages)
    {
        if (packages.Length < 2) return;
        var labels = new HashSet<string>(StringComparer.Ordinal) { "" };
        DeclaredNames[] declared = [.. packages.Select((package, i) => i == 0 ? _first : new(LabelOf(package, labels)))];
        _ofFile = new DeclaredNames?[packages.Max(package => package.Files.Max(file => file.Number)) + 1];
        _imported = new Dictionary<string, DeclaredNames>?[_ofFile.Length];
        var byPath = new Dictionary<string, (string Name, DeclaredNames Declared)>(StringComparer.Ordinal);
        for (var i = 0; i < packages.Length; i++)
        {
            if (packages[i].ImportPath is { } path) byPath.TryAdd(path, (packages[i].Name, declared[i]));
        }
        for (var i = 0; i < packages.Length; i++)
        {
            foreach (var file in packages[i].Files) (_ofFile[file.Number], _imported[file.Number]) = (declared[i], ImportsOf(file, byPath));
        }
    }

    /// <summary>Of the package whose file the name stands in.</summary>
    public DeclaredNames Of(Ident ident) => ident.FileNumber < _ofFile.Length ? _ofFile[ident.FileNumber] ?? _first : _first;

    /// <summary>The package that a name stands for in its file; null where that is no import, or none of these packages.</summary>
    public DeclaredNames? Imported(Ident package) =>
        package.FileNumber < _imported.Length && _imported[package.FileNumber] is { } imports ? imports.GetValueOrDefault(package.Name) : null;

    private static Dictionary<string, DeclaredNames>? ImportsOf(SourceFile file, Dictionary<string, (string Name, DeclaredNames Declared)> byPath)
    {
        var imports = (Dictionary<string, DeclaredNames>?)null;
        foreach (var import in file.Syntax.Imports)
        {
            if (byPath.TryGetValue(import.Path.Value.Trim('"', '`'), out var found)) (imports ??= new(StringComparer.Ordinal)).TryAdd(import.Name?.Name ?? found.Name, found.Declared);
        }
        return imports;
    }

    private static string LabelOf(PackageSource package, HashSet<string> taken) =>
        taken.Add($"{package.Name}.") ? $"{package.Name}." : $"{package.ImportPath ?? package.Files[0].Path}.";
}
