using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;

namespace Unpark.Source;

/// <summary>The parsed files of one package.</summary>
public sealed class PackageSource(ImmutableArray<SourceFile> files)
{
    /// <summary>In the order of their names.</summary>
    public ImmutableArray<SourceFile> Files { get; } = files;

    public string Name => Files[0].Syntax.Name.Name;

    /// <summary>"example.com/app/queue"; null where no module tells, and for what cannot be imported.</summary>
    public string? ImportPath { get; init; }

    /// <summary>Only packages around it may import it.</summary>
    public bool IsInternal => ImportPath is { } path && path.Split('/').Contains("internal");

    /// <summary>What the go line of its go.mod says: 1.22; null when nobody says.</summary>
    public Version? GoVersion { get; init; }

    private ILookup<string, PackageDeclaration> Declarations => field ??= Files.SelectMany(DeclarationsIn).ToLookup(named => named.Name, named => named.Declaration, StringComparer.Ordinal);

    /// <summary>By path on this machine; null for one of another package.</summary>
    public SourceFile? FileAt(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>What has a name at the outermost level, methods among them; in the order of files and of the source.</summary>
    internal IEnumerable<PackageDeclaration> Declared(string name) => Declarations[name];

    /// <summary>The functions and closures around a line, outermost first; none outside of functions.</summary>
    public static IReadOnlyList<Node> FunctionsAround(SourceFile file, int line)
    {
        var around = file.Syntax.DeclsOn(line).FirstOrDefault();
        return around is null ? [] : [.. around.Descend(node => node.IsOn(file.Syntax, line)).Where(node => node is FuncDecl or FuncLit && node.IsOn(file.Syntax, line))];
    }

    /// <summary>Every node that begins on a line, parents first.</summary>
    public static IEnumerable<Node> NodesOn(SourceFile file, int line) =>
        from decl in file.Syntax.DeclsOn(line)
        from node in decl.Descend(node => node.IsOn(file.Syntax, line))
        where file.LineOf(node) == line
        select node;

    private static IEnumerable<(string Name, PackageDeclaration Declaration)> DeclarationsIn(SourceFile file) =>
        from decl in file.Syntax.Decls
        from named in NamedIn(decl)
        select (named.Name.Name, new PackageDeclaration(file, decl, named.Node));

    private static IEnumerable<(Ident Name, Node Node)> NamedIn(Decl decl) => decl switch
    {
        FuncDecl function => [(function.Name, function)],
        GenDecl general => general.Specs.SelectMany(NamedIn),
        _ => [],
    };

    private static IEnumerable<(Ident Name, Node Node)> NamedIn(Spec spec) => spec switch
    {
        TypeSpec type => [(type.Name, type)],
        ValueSpec values => values.Names.Select(name => (name, (Node)values)),
        _ => [],
    };
}
