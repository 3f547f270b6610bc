using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Declarations;

/// <summary>Source that is no declaration, where one was expected.</summary>
public sealed class BadDecl(Pos from, Pos to) : Decl
{
    public Pos From { get; } = from;

    public Pos To { get; } = to;

    public override Pos Pos => From;

    public override Pos End => To;
}
