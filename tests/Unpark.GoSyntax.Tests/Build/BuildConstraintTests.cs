using Unpark.GoSyntax.Build;

namespace Unpark.GoSyntax.Tests.Build;

public sealed class BuildConstraintTests
{
    [Theory]
    [InlineData("//go:build linux", true)]
    [InlineData("//go:build !linux", false)]
    [InlineData("//go:build linux && (arm64 || amd64) && !cgo", true)]
    [InlineData("//go:build windows || darwin", false)]
    [InlineData("//go:build !(windows || darwin)", true)]
    public void A_file_is_compiled_when_its_tags_are_set(string line, bool expected)
    {
        Assert.True(BuildConstraint.TryParse(line, out var constraint));
        Assert.Equal(expected, constraint.Holds(tag => tag is "linux" or "amd64"));
    }

    [Theory]
    [InlineData("//go:build linux && go1.22", "go1.22")]
    [InlineData("//go:build (linux && go1.22) || (windows && go1.20)", "go1.20")]
    [InlineData("//go:build linux", "")]
    [InlineData("//go:build linux || (windows && go1.22)", "")]
    [InlineData("//go:build !go1.22", "")]
    [InlineData("//go:build !(!go1.22 || windows)", "go1.22")]
    [InlineData("//go:build go1", "go1")]
    public void It_names_the_oldest_Go_that_may_compile_the_file(string line, string expected)
    {
        Assert.True(BuildConstraint.TryParse(line, out var constraint));
        Assert.Equal(expected, constraint.GoVersion);
    }

    [Theory]
    [InlineData("//go:build")]
    [InlineData("//go:builder linux")]
    [InlineData("//go:build linux &&")]
    [InlineData("//go:build !!linux")]
    [InlineData("//go:build (linux")]
    [InlineData("//go:build linux amd64")]
    [InlineData("// +build linux")]
    public void Other_lines_are_no_constraints(string line) => Assert.False(BuildConstraint.TryParse(line, out _));

    [Fact]
    public void Ten_thousand_parentheses_are_no_constraint() =>
        Assert.False(BuildConstraint.TryParse("//go:build " + new string('(', 10_000) + "a" + new string(')', 10_000), out _));
}
