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

    /// <summary>Every installed build of it: on PATH, in the system's folders, where ./test unpacked it, and below the folders of UNPARK_DAEMONS.</summary>
    public IReadOnlyList<string> Installed => [.. Folders().Select(folder => Path.Combine(folder, Program)).Where(File.Exists).Select(Resolved).Distinct()];

    private static IEnumerable<string> Folders()
    {
        var path = Variable("PATH").Concat(["/usr/sbin"]);
        var tools = Path.Combine(TestData.Root, "artifacts", "tools");
        var unpacked = Directory.Exists(tools) ? Directory.GetDirectories(tools) : [];
        return path.Concat(unpacked.Concat(Variable("UNPARK_DAEMONS")).SelectMany(root => new[] { root, Path.Combine(root, "usr", "bin"), Path.Combine(root, "usr", "sbin") }));
    }

    private static string[] Variable(string name) =>
        (System.Environment.GetEnvironmentVariable(name) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static string Resolved(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.Combine(new DirectoryInfo(Path.GetDirectoryName(path)!).ResolveLinkTarget(true)?.FullName ?? Path.GetDirectoryName(path)!, Path.GetFileName(path));
}
