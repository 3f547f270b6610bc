using System.Collections.Immutable;

namespace Unpark.Collectors.GoTest;

/// <summary>What to run, and where its output goes.</summary>
public sealed record GoTestOptions
{
    /// <summary>"go" of PATH, or the full path of one.</summary>
    public string Go { get; init; } = "go";

    /// <summary>What stands behind "go test", unchanged.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    public required string Folder { get; init; }

    /// <summary>How long goroutines that sleep or wait for the network may take to end after the last test; others get a third of it.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A test binary in which no test begins or ends for so long is ended; null leaves that to go test's own time limit.</summary>
    public TimeSpan? HangTimeout { get; init; }

    /// <summary>The user's own packages are built so that their goroutines give way to others at function calls: what hangs on rare orders happens often.</summary>
    public bool GivesWay { get; init; }

    /// <summary>Of several runs (-count) of the tests of a package, the first that leaves something is the last.</summary>
    public bool FailFast { get; init; }

    public Stream Output { get; init; } = Stream.Null;

    public Stream Error { get; init; } = Stream.Null;
}
