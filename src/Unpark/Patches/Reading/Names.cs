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

    /// <summary>Calls of <c>x.Name()</c> without arguments, on a value written in this way.</summary>
    public static bool IsCallOf(Node node, string receiver, string method, SourceFile file) =>
        node is CallExpr { Args.IsEmpty: true, Fun: SelectorExpr selector } && selector.Sel.Name == method && file.TextOf(selector.X) == receiver;
}
