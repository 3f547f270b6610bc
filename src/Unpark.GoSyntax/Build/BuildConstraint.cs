using System.Diagnostics.CodeAnalysis;

namespace Unpark.GoSyntax.Build;

/// <summary>The condition of a <c>//go:build</c> line, under which a file is compiled.</summary>
public abstract record BuildConstraint
{
    /// <summary>The oldest Go that may satisfy it: "go1.22"; empty when it demands none.</summary>
    /// <remarks>Source: <c>constraint.GoVersion</c>, go/build/constraint, 1.27; it takes every tag to be free.</remarks>
    public string GoVersion => MinVersion(negated: false) switch
    {
        < 0 => "",
        0 => "go1",
        var minor => $"go1.{minor}",
    };

    /// <param name="line"><c>//go:build linux &amp;&amp; !cgo</c></param>
    public static bool TryParse(string line, [NotNullWhen(true)] out BuildConstraint? constraint) => BuildConstraintReader.TryRead(line, out constraint);

    /// <param name="isSet">Whether a tag is set: "linux", "amd64", "cgo", "go1.22", those of <c>-tags</c>.</param>
    public abstract bool Holds(Func<string, bool> isSet);

    /// <returns>N of the go1.N that it, or what denies it, demands; -1 for none.</returns>
    internal abstract int MinVersion(bool negated);
}
