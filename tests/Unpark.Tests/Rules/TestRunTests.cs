using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

/// <summary>One report of several test binaries.</summary>
public sealed class TestRunTests
{
    private const string Wait = "app.wait /app/wait.go:7", Open = "database/sql.(*DB).connectionOpener database/sql/sql.go:1266";

    [Fact]
    public void A_line_at_which_several_packages_leak_is_told_once() => Check(
        [Binary("app/a", Left(2, Wait, "TestA")), Binary("app/b", Left(1, Wait, "TestB"))],
        "warning: 2 goroutines wait to receive at wait.go:7, and 1 more in other packages; app/a TestA x2, app/b TestB x1");

    [Fact]
    public void Tests_run_twice_are_one_package() => Check(
        [Binary("app/a", Left(1, Wait, "TestA")), Binary("app/a", Left(1, Wait, "TestA"))],
        "warning: 1 goroutine waits to receive at wait.go:7, and 1 more in another run; app/a TestA x2");

    [Fact]
    public void What_is_only_noted_in_one_package_stays_a_note() => Check(
        [Binary("app/a", Left(1, Open, "TestA")), Binary("app/b", Left(1, Open, null))],
        "warning: 1 sql.DB is open; app/a TestA x1",
        "note: 1 sql.DB is open; app/b ? x1");

    private static void Check(IReadOnlyList<TestBinary> binaries, params string[] expected) =>
        Assert.Equal(expected, Diagnosis.OfTests(binaries, []).Findings.Select(finding => $"{Verdict.Word(finding.Level)}: {finding.Title}; {string.Join(", ", finding.Tests.Select(test => $"{test.Package} {test.Name ?? "?"} x{test.Count}"))}"));

    /// <param name="test">Null: started by no goroutine of a test.</param>
    private static GoroutineGroup Left(long count, string stack, string? test) => Group(count, "chan receive", stack, "app.start /app/start.go:3", ids: [.. Enumerable.Range(20, (int)count).Select(id => (long)id)]) with
    {
        Labels = test is null ? [] : [new(TestBinary.TestLabel, test)],
    };

    private static TestBinary Binary(string package, GoroutineGroup left) => new()
    {
        GoVersion = "go1.27.4",
        ImportPath = package,
        Directory = package,
        ExitCode = 0,
        Before = [],
        Tests = ImmutableDictionary<long, string>.Empty,
        Traceback = Traceback(left),
    };
}
