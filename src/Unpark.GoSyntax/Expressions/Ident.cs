using System.Text;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary>A name.</summary>
/// <param name="order">Its place among the names of the files parsed with one <see cref="Tokens.NameTable"/>; a hash, and no more.</param>
public sealed class Ident(Pos namePos, string name, int order = 0) : Expr
{
    public Pos NamePos { get; } = namePos;

    /// <summary>One string for all of the same name in the files parsed with one <see cref="Tokens.NameTable"/>; "_" where the source lacks a name.</summary>
    public string Name { get; } = name;

    public override Pos Pos => NamePos;

    public override Pos End => NamePos + Encoding.UTF8.GetByteCount(Name);

    /// <summary>What is kept by name lies in memory in the order in which it is asked for: that of the source.</summary>
    public override int GetHashCode() => order;

    public override string ToString() => Name;
}
