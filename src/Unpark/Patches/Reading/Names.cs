using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;
using Unpark.Source;

namespace Unpark.Patches.Reading;

/// <summary>Names in a function: which are free, and what some of them are.</summary>
internal static class Names
{
    /// <summary>The first of some names that nothing in the function has; null when all are taken.</summary>
    public static string? Free(Node function, PackageSource package, params ReadOnlySpan<string> wanted)
    {
        var taken = function.Descend().OfType<Ident>().Select(ident => ident.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in wanted)
        {
            if (!taken.Contains(name) && !IsDeclared(name, package)) return name;
        }
        return null;
    }

    /// <summary>A function, method, type, variable or constant of the package has the name.</summary>
    public static bool IsDeclared(string name, PackageSource package) => package.Declared(name).Any();

    /// <summary>The parameter of type <c>context.Context</c> that is nearest to a node.</summary>
    public static string? ContextAround(Node node, SyntaxMap map)
    {
        foreach (var function in map.Around(node).Where(around => around is FuncLit or FuncDecl))
        {
            var field = SyntaxMap.TypeOf(function)?.Params.List.FirstOrDefault(field => IsContext(field.Type));
            if (field is { Names: [.., { Name: not "_" } name] }) return name.Name;
        }
        return null;
    }

    public static bool IsContext(Expr type) => type is SelectorExpr { X: Ident { Name: "context" }, Sel.Name: "Context" };

    /// <summary>Calls of <c>x.Name()</c> without arguments, on a value written in this way.</summary>
    public static bool IsCallOf(Node node, string receiver, string method, SourceFile file) =>
        node is CallExpr { Args.IsEmpty: true, Fun: SelectorExpr selector } && selector.Sel.Name == method && file.TextOf(selector.X) == receiver;
}
