using System.Collections.Immutable;
using Unpark.Model.Profiles;

namespace Unpark.Model;

/// <summary>What one test binary did, and what was still there when it had run its tests or when their time was up.</summary>
public sealed record TestBinary
{
    public required string GoVersion { get; init; }

    /// <summary>"example.com/queue", also for its external tests, package queue_test.</summary>
    public required string ImportPath { get; init; }

    /// <summary>Folder of the package.</summary>
    public required string Directory { get; init; }

    /// <summary>Null when it did not come to the end of its tests: a panic, os.Exit in a test, a time limit.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The time limit that ended it, with the tests that ran then; null when none did.</summary>
    public Crash? Hung { get; init; }

    /// <summary>Tests, subtests, examples and fuzz targets that are over, in that order; one that ran several times stands here as often.</summary>
    public ImmutableArray<TestResult> Results { get; init; } = [];

    /// <summary>What had begun and not ended.</summary>
    public ImmutableArray<string> Running { get; init; } = [];

    /// <summary>Goroutines that were there before the first test, of TestMain and of init.</summary>
    public required ImmutableArray<long> Before { get; init; }

    /// <summary>Which goroutine ran which test, subtest, benchmark or fuzz target.</summary>
    public required ImmutableDictionary<long, string> Tests { get; init; }

    /// <summary>With the label <see cref="TestLabel"/> on goroutines of tests; null when it could not be read.</summary>
    public Snapshot? Profile { get; init; }

    /// <summary>Null when it could not be read.</summary>
    public Snapshot? Traceback { get; init; }

    /// <summary>Leak profiles, from Go 1.26 on where the runtime has one.</summary>
    public ImmutableArray<Snapshot> Proofs { get; init; } = [];

    /// <summary>The profiler label that names the test a goroutine comes from.</summary>
    public const string TestLabel = "unpark.test";

    /// <summary>The same where only the code of the goroutine tells the test.</summary>
    public const string PerhapsTestLabel = "unpark.test?";
}
