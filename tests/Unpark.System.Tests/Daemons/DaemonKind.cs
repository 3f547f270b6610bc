namespace Unpark.Tests.Daemons;

/// <summary>A daemon of Debian: how it is started, where it answers, and a small load for it.</summary>
/// <param name="Program">Its executable: "prometheus".</param>
internal sealed record DaemonKind(string Program, Func<DaemonPlace, string[]> Arguments)
{
    /// <summary>Answers with success once the daemon is up.</summary>
    public required Func<DaemonPlace, Uri> Ready { get; init; }

    /// <summary>Where it serves net/http/pprof; null: it does not, and only a signal shows its goroutines.</summary>
    public Func<DaemonPlace, Uri>? Pprof { get; init; }

    public Func<DaemonPlace, Dictionary<string, string>> Environment { get; init; } = _ => [];

    /// <summary>One small piece of work, numbered; done again and again by a few workers side by side.</summary>
    public required Func<HttpClient, DaemonPlace, int, Task> Work { get; init; }

    /// <summary>It prints its goroutines on SIGQUIT, as Go programs do that have no other plans for that signal.</summary>
    public bool DumpsOnQuit { get; init; } = true;

    public override string ToString() => Program;

    /// <summary>Every installed build of it, also below the folders of UNPARK_DAEMONS.</summary>
    public IReadOnlyList<string> Installed =>
        InstalledPrograms.All(Program, (System.Environment.GetEnvironmentVariable("UNPARK_DAEMONS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
}
