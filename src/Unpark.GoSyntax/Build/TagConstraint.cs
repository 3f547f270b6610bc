using System.Globalization;

namespace Unpark.GoSyntax.Build;

/// <summary>One tag that must be set.</summary>
public sealed record TagConstraint(string Tag) : BuildConstraint
{
    public override bool Holds(Func<string, bool> isSet) => isSet(Tag);

    internal override int MinVersion(bool negated)
    {
        if (negated) return -1;
        if (Tag == "go1") return 0;
        return Tag.StartsWith("go1.", StringComparison.Ordinal) && int.TryParse(Tag.AsSpan(4), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor) ? minor : -1;
    }
}
