using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Chunks;

/// <summary>Something between the goroutines of a chunk that the assembler must know, in text order.</summary>
/// <param name="Record">Index of the goroutine before which it stands; the chunk's count when it stands behind the last.</param>
/// <param name="Line">0-based line in the chunk.</param>
internal sealed record Mark(MarkKind Kind, int Record, int Line)
{
    /// <summary>The message of a crash, the name of a running test, the beginning of the line before a dump.</summary>
    public string Text { get; init; } = "";

    public CrashKind Crash { get; init; }

    public int Number { get; init; }
}

internal enum MarkKind
{
    /// <summary>"panic: boom", "fatal error: ...", "SIGQUIT: quit".</summary>
    CrashHead,

    /// <summary>A line below "running tests:".</summary>
    RunningTest,

    /// <summary>"exit status 2"</summary>
    ExitStatus,

    /// <summary>"*** Test killed with quit: ran too long (11m0s)."</summary>
    TestKilled,

    /// <summary>Lines that belong to no dump.</summary>
    Foreign,

    /// <summary>The line directly above a dump, which may carry its time.</summary>
    LineAbove,

    /// <summary>"-----": with GOTRACEBACK=crash, more of the same dump follows.</summary>
    Continuation,

    /// <summary>The goroutine that follows stands inside a panic's message and may be part of it.</summary>
    InMessage,

    /// <summary>The text ends in the middle of a goroutine.</summary>
    Cut,
}
