using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>Why a program printed its goroutines and died.</summary>
/// <param name="Message">The first line without its prefix: "all goroutines are asleep - deadlock!" of "fatal error: all goroutines ...".</param>
/// <param name="RunningTests">From "running tests:" of a test time-out: name and how long, as printed ("TestSlow (1s)"); parents of subtests too.</param>
public sealed record Crash(CrashKind Kind, string Message, ImmutableArray<string> RunningTests)
{
    /// <summary>"exit status N" behind the text, where a shell or <c>go run</c> printed it.</summary>
    public int? ExitStatus { get; init; }
}

public enum CrashKind
{
    /// <summary>"panic: ..."</summary>
    Panic,

    /// <summary>"fatal error: ..." other than a deadlock; cannot be recovered.</summary>
    FatalError,

    /// <summary>"fatal error: all goroutines are asleep - deadlock!" and "no goroutines (main called runtime.Goexit) - deadlock!"</summary>
    Deadlock,

    /// <summary>"SIGQUIT: quit" and other signals from outside.</summary>
    Signal,

    /// <summary>"panic: test timed out after 1.5s"</summary>
    TestTimeout,

    /// <summary>"panic: deadlock: ..." of testing/synctest.</summary>
    SynctestDeadlock,
}
