using Unpark.GoSyntax;
using File = Unpark.GoSyntax.File;

namespace Unpark.Source;

/// <summary>A parsed file, and where it lies.</summary>
/// <param name="Path">On this machine.</param>
public sealed record SourceFile(string Path, File Syntax)
{
    public string Name => SourcePath.NameOf(Path);

    /// <summary>What its names say of where they stand; 0 where nobody has numbered the files.</summary>
    public int Number => Syntax.Name.FileNumber;

    public int LineOf(Node node) => Syntax.Source.LineOf(node.Pos);

    /// <summary>The text of a node, as written.</summary>
    public string TextOf(Node node) => Syntax.Source.TextOf(node.Pos, node.End);
}
