using System.Text;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary>A name.</summary>
/// <param name="fileNumber">Of the file it stands in; 0 where nobody has given one.</param>
/// <param name="order">Its place among the names of the file.</param>
public sealed class Ident(Pos namePos, string name, int fileNumber = 0, int order = 0) : Expr
{
    /// <summary>The largest number that a file may have.</summary>
    public const int MostFiles = (1 << (32 - OrderBits)) - 1;

    /// <summary>Of <see cref="GetHashCode"/>; the rest is the number of the file.</summary>
    public const int OrderBits = 20;

    private readonly int _place = (fileNumber << OrderBits) | (order & ((1 << OrderBits) - 1));

    public Pos NamePos { get; } = namePos;

    /// <summary>One string for all of the same name in the files parsed with one <see cref="Tokens.NameTable"/>; "_" where the source lacks a name.</summary>
    public string Name { get; } = name;

    /// <summary>As given to the parser: what a name means is told by the package and the imports of its file.</summary>
    public int FileNumber => _place >>> OrderBits;

    public override Pos Pos => NamePos;

    public override Pos End => NamePos + Encoding.UTF8.GetByteCount(Name);

    /// <summary>What is kept by name lies in memory in the order in which it is asked for: that of the source.</summary>
    public override int GetHashCode() => _place;

    public override string ToString() => Name;
}
