using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Linting;

/// <summary>One function or method, its closures included, as rules look at it.</summary>
/// <param name="Nodes">Everything in it, parents first.</param>
/// <param name="GoVersion">Of the module, as its go.mod says; null when nobody says.</param>
internal sealed record LintFunction(PackageSource Package, SourceFile File, FuncDecl Declaration, ImmutableArray<Node> Nodes, Version? GoVersion)
{
    public SyntaxMap Map => SyntaxMap.Of(File);

    public string Name => Declaration.Name.Name;

    public string TextOf(Node node) => File.TextOf(node);

    public int LineOf(Node node) => File.LineOf(node);
}
