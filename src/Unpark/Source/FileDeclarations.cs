using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Positions;
using File = Unpark.GoSyntax.File;

namespace Unpark.Source;

/// <summary>The declarations of a file by their places: they stand one behind the other.</summary>
internal static class FileDeclarations
{
    /// <summary>The one around a place; null between them.</summary>
    public static Decl? DeclAt(this File file, Pos pos)
    {
        var first = FirstThat(file, decl => pos <= decl.End);
        return first < file.Decls.Length && file.Decls[first].Pos <= pos ? file.Decls[first] : null;
    }

    /// <summary>Those that have a part on a line, in their order; nearly always one or none.</summary>
    public static IEnumerable<Decl> DeclsOn(this File file, int line)
    {
        for (var i = FirstThat(file, decl => line <= file.Source.LineOf(decl.End)); i < file.Decls.Length && file.Decls[i].IsOn(file, line); i++) yield return file.Decls[i];
    }

    /// <summary>A part of the node is on the line.</summary>
    public static bool IsOn(this Node node, File file, int line) =>
        node.Pos.IsValid && file.Source.LineOf(node.Pos) <= line && line <= file.Source.LineOf(node.End);

    private static int FirstThat(File file, Func<Decl, bool> endsBehind)
    {
        var (low, high) = (0, file.Decls.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (endsBehind(file.Decls[middle])) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
