using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>An http.Client with a transport of its own is made for each call: one for all, beside the function.</summary>
internal static class ShareClient
{
    /// <param name="packages">Those of the program and of the modules at hand: read for the rule that needs them.</param>
    public static Patch? Propose(Finding finding, Lazy<IReadOnlyList<PackageSource>> packages)
    {
        if (finding.Rule.Name != "client-per-request" || packages.Value.SelectMany(LiteralsIn).ToList() is not [var (package, file, function, literal)]) return null;
        if (Names.Free(function, package, "sharedClient", "sharedHTTPClient") is not { } name || file.TextOf(literal).Contains('\n', StringComparison.Ordinal)) return null;

        var draft = new Draft();
        draft.Insert(file, (function.Doc?.Pos ?? function.Pos), $"var {name} = {file.TextOf(literal)}\n\n");
        draft.Replace(file, literal, name);
        return PatchPlace.Finish(draft, "share-client", $"the client of {file.Name}:{file.LineOf(literal)} depends on nothing of the call it is made for; clients are safe for many goroutines, and one keeps one set of idle connections");
    }

    // &http.Client{Transport: &http.Transport{...}} inside a function, of constants and names of packages only.
    private static IEnumerable<(PackageSource Package, SourceFile File, FuncDecl Function, UnaryExpr Literal)> LiteralsIn(PackageSource package) =>
        from file in package.Files
        where !file.Name.EndsWith("_test.go", StringComparison.Ordinal)
        from function in file.Syntax.Decls.OfType<FuncDecl>()
        from literal in function.Descend().OfType<UnaryExpr>()
        where literal.X is CompositeLit { Type: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Client" } } client && OwnTransport(client) && !UsesLocals(client, function)
        select (package, file, function, literal);

    private static bool OwnTransport(CompositeLit client) => client.Elts.OfType<KeyValueExpr>().Any(pair =>
        pair is { Key: Ident { Name: "Transport" }, Value: UnaryExpr { X: CompositeLit { Type: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Transport" } } } });

    private static bool UsesLocals(CompositeLit client, FuncDecl function) => client.Descend().Any(node => node is FuncLit)
        || client.Descend().OfType<Ident>().Any(ident => LocalVariable.Find(function, ident.Name) is not null);
}
