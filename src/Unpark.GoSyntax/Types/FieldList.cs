using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary>Fields between parentheses, brackets or braces; a single unnamed result has none of them.</summary>
public sealed class FieldList(Pos opening, ImmutableArray<Field> list, Pos closing) : Node
{
    public Pos Opening { get; } = opening;

    public ImmutableArray<Field> List { get; } = list;

    public Pos Closing { get; } = closing;

    public override Pos Pos => Opening.IsValid || List.IsEmpty ? Opening : List[0].Pos;

    public override Pos End => Closing.IsValid || List.IsEmpty ? Closing + 1 : List[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(List);
}
