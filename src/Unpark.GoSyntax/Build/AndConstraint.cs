namespace Unpark.GoSyntax.Build;

/// <summary><c>x &amp;&amp; y</c></summary>
public sealed record AndConstraint(BuildConstraint X, BuildConstraint Y) : BuildConstraint
{
    public override bool Holds(Func<string, bool> isSet) => X.Holds(isSet) && Y.Holds(isSet);

    internal override int MinVersion(bool negated)
    {
        var (x, y) = (X.MinVersion(negated), Y.MinVersion(negated));
        return negated ? Math.Min(x, y) : Math.Max(x, y);
    }
}
