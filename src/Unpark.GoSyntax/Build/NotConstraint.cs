namespace Unpark.GoSyntax.Build;

/// <summary><c>!x</c></summary>
public sealed record NotConstraint(BuildConstraint X) : BuildConstraint
{
    public override bool Holds(Func<string, bool> isSet) => !X.Holds(isSet);

    internal override int MinVersion(bool negated) => X.MinVersion(!negated);
}
