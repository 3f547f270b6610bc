using System.Text;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary>A name.</summary>
public sealed class Ident(Pos namePos, string name) : Expr
{
    public Pos NamePos { get; } = namePos;

    /// <summary>One string for all of the same name in the files parsed with one <see cref="Tokens.NameTable"/>; "_" where the source lacks a name.</summary>
    public string Name { get; } = name;

    public override Pos Pos => NamePos;

    public override Pos End => NamePos + Encoding.UTF8.GetByteCount(Name);

    public override string ToString() => Name;
}
