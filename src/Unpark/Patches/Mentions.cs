using System.Text;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches;

/// <summary>Where a package speaks of something by its name. Only declarations whose text has the name are looked through.</summary>
internal static class Mentions
{
    public static IEnumerable<(SourceFile File, Decl Decl)> Of(string name, PackageSource package)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        return from file in package.Files
               where Has(file, 0, file.Syntax.Source.Bytes.Length, wanted)
               from decl in file.Syntax.Decls
               where Has(file, decl.Pos.Offset, decl.End.Offset, wanted)
               select (file, decl);
    }

    public static IEnumerable<(SourceFile File, Node Node)> NodesIn(string name, PackageSource package) =>
        Of(name, package).SelectMany(one => one.Decl.Descend().Select(node => (one.File, node)));

    /// <summary><c>x.name</c>, a field or a method of whatever type, and what is done with it.</summary>
    public static IEnumerable<(SourceFile File, SelectorExpr Selector, Node? Parent)> OfMember(string name, PackageSource package) =>
        from one in NodesIn(name, package)
        let selector = one.Node as SelectorExpr
        where selector?.Sel.Name == name
        select (one.File, selector, SyntaxMap.Of(one.File).ParentOf(selector));

    private static bool Has(SourceFile file, int from, int to, byte[] name) => file.Syntax.Source.Bytes.Span[from..to].IndexOf(name) >= 0;
}
