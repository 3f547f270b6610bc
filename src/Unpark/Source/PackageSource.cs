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

    /// <summary>What the go line of its go.mod says: 1.22; null when nobody says.</summary>
    public Version? GoVersion { get; init; }

    /// <summary>By path on this machine; null for one of another package.</summary>
    public SourceFile? FileAt(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>The functions and closures around a line, outermost first; none outside of functions.</summary>
    public static IReadOnlyList<Node> FunctionsAround(SourceFile file, int line)
    {
        var around = file.Syntax.Decls.FirstOrDefault(decl => Holds(file, decl, line));
        return around is null ? [] : [.. around.Descend(node => Holds(file, node, line)).Where(node => node is FuncDecl or FuncLit && Holds(file, node, line))];
    }

    /// <summary>Every node that begins on a line, parents first.</summary>
    public static IEnumerable<Node> NodesOn(SourceFile file, int line) =>
        from decl in file.Syntax.Decls
        where Holds(file, decl, line)
        from node in decl.Descend(node => Holds(file, node, line))
        where file.LineOf(node) == line
        select node;

    private static bool Holds(SourceFile file, Node node, int line) =>
        node.Pos.IsValid && file.LineOf(node) <= line && line <= file.Syntax.Source.LineOf(node.End);
}
