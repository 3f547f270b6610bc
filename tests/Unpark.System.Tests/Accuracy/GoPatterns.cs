using Unpark.Tests.Accuracy.Causes;

namespace Unpark.Tests.Accuracy;

/// <summary>
/// The leaks in the tests of Go's own leak profile: src/runtime/testdata/testgoroutineleakprofile, simple.go and commonpatterns.go.
/// They are built from a copy outside the checkout. What is stuck where is what goroutineleakprofile_test.go expects, class by class.
/// </summary>
internal sealed record GoPatterns(string Program, string Sources)
{
    private static readonly string[] Files = ["main.go", "simple.go", "commonpatterns.go"];

    /// <summary>Pattern, file, function that waits, its operation, right classes.</summary>
    private static readonly (string Pattern, string File, string Function, string Operation, string[] Classes)[] Expected =
    [
        ("NilRecv", "simple.go", "NilRecv", "<-c", ["channel"]),
        ("NilSend", "simple.go", "NilSend", "c <- 0", ["channel"]),
        ("SelectNoCases", "simple.go", "SelectNoCases", "select {}", ["channel"]),
        ("SelectNoCasesMain", "simple.go", "SelectNoCasesMain", "<-ch", ["channel"]),
        ("ChanRecv", "simple.go", "ChanRecv", "<-make(chan int)", ["channel"]),
        ("ChanSend", "simple.go", "ChanSend", "make(chan int) <- 0", ["channel"]),
        ("Select", "simple.go", "Select", "select {", ["channel"]),
        ("WaitGroup", "simple.go", "WaitGroup", "wg.Wait()", ["waitgroup"]),
        ("MutexStack", "simple.go", "MutexStack", "mu.Lock() 2", ["lock", "deadlock"]),
        ("MutexHeap", "simple.go", "MutexHeap", "mu.Lock() 2", ["lock", "deadlock"]),
        ("RWMutexRLock", "simple.go", "RWMutexRLock", "mu.RLock()", ["lock", "deadlock"]),
        ("RWMutexLock", "simple.go", "RWMutexLock", "mu.Lock() 2", ["lock", "deadlock"]),
        ("Cond", "simple.go", "Cond", "cond.Wait()", ["lock"]),
        ("Mixed", "simple.go", "Mixed", "ch <- 0", ["channel"]),
        ("Mixed", "simple.go", "Mixed", "wg.Wait()", ["waitgroup"]),
        ("NoCloseRange", "commonpatterns.go", "noCloseRange", "ch <- item", ["channel"]),
        ("NoCloseRange", "commonpatterns.go", "noCloseRange", "for item := range ch {", ["channel"]),
        // A worker nobody stops: its loop waits on channels, what is wrong is its life cycle.
        ("MethodContractViolation", "commonpatterns.go", "(w worker) Start", "select {", ["channel", "lifecycle"]),
        ("DoubleSend", "commonpatterns.go", "doubleSend", "ch <- struct{}{}", ["channel"]),
        ("EarlyReturn", "commonpatterns.go", "earlyReturn", "ch <- struct{}{}", ["channel"]),
        ("NCastLeak", "commonpatterns.go", "nCastLeak", "ch <- struct{}{}", ["channel"]),
        ("NCastLeak", "commonpatterns.go", "nCastLeak", "<-ch", ["channel"]),
        ("Timeout", "commonpatterns.go", "timeout", "ch <- struct{}{}", ["channel", "context"]),
    ];

    /// <summary>Pattern, file, function that waits, its operation, cause, function and line to blame.</summary>
    private static readonly (string Pattern, string File, string Function, string Operation, string Cause, string Culprit, string Line)[] Causes =
    [
        ("NilRecv", "simple.go", "NilRecv", "<-c", "nil-channel", "NilRecv", "var c chan int"),
        ("NilSend", "simple.go", "NilSend", "c <- 0", "nil-channel", "NilSend", "var c chan int"),
        ("SelectNoCases", "simple.go", "SelectNoCases", "select {}", "empty-select", "SelectNoCases", "select {}"),
        ("SelectNoCasesMain", "simple.go", "SelectNoCasesMain", "<-ch", "no-sender", "SelectNoCasesMain", "<-ch"),
        ("ChanRecv", "simple.go", "ChanRecv", "<-make(chan int)", "no-sender", "ChanRecv", "<-make(chan int)"),
        ("ChanSend", "simple.go", "ChanSend", "make(chan int) <- 0", "no-receiver", "ChanSend", "make(chan int) <- 0"),
        ("Select", "simple.go", "Select", "select {", "no-receiver", "Select", "select {"),
        ("WaitGroup", "simple.go", "WaitGroup", "wg.Wait()", "missed-done", "WaitGroup", "wg.Add(1)"),
        ("MutexStack", "simple.go", "MutexStack", "mu.Lock() 2", "double-lock", "MutexStack", "mu.Lock() 2"),
        ("MutexHeap", "simple.go", "MutexHeap", "mu.Lock() 2", "double-lock", "MutexHeap", "mu.Lock() 2"),
        ("RWMutexRLock", "simple.go", "RWMutexRLock", "mu.RLock()", "double-lock", "RWMutexRLock", "mu.RLock()"),
        ("RWMutexLock", "simple.go", "RWMutexLock", "mu.Lock() 2", "double-lock", "RWMutexLock", "mu.Lock() 2"),
        ("Cond", "simple.go", "Cond", "cond.Wait()", "missed-signal", "Cond", "cond.Wait()"),
        ("Mixed", "simple.go", "Mixed", "ch <- 0", "wait-before-receive", "Mixed", "wg.Wait()"),
        ("Mixed", "simple.go", "Mixed", "wg.Wait()", "wait-before-receive", "Mixed", "wg.Wait()"),
        ("NoCloseRange", "commonpatterns.go", "noCloseRange", "ch <- item", "no-receiver", "noCloseRange", "for i := 0; i < workers; i++ {"),
        ("NoCloseRange", "commonpatterns.go", "noCloseRange", "for item := range ch {", "unclosed-range", "noCloseRange", "ch <- item"),
        ("MethodContractViolation", "commonpatterns.go", "(w worker) Start", "select {", "never-stopped", "workerLifecycle", "w.Start()"),
        ("DoubleSend", "commonpatterns.go", "doubleSend", "ch <- struct{}{}", "double-send", "doubleSend", "ch <- nil"),
        ("EarlyReturn", "commonpatterns.go", "earlyReturn", "ch <- struct{}{}", "early-return", "earlyReturn", "return"),
        ("NCastLeak", "commonpatterns.go", "nCastLeak", "ch <- struct{}{}", "n-cast", "nCastLeak", "<-ch"),
        ("NCastLeak", "commonpatterns.go", "nCastLeak", "<-ch", "n-cast", "nCastLeak", "<-ch"),
        ("Timeout", "commonpatterns.go", "timeout", "ch <- struct{}{}", "timeout-path", "timeout", "case <-ctx.Done(): // Context was cancelled or timed out"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Expected.Select(expected => expected.Pattern).Distinct(), "NoLeakGlobal"];

    /// <summary>Where Go's own sources are; null: not installed with this Go.</summary>
    public static string? FolderOf(GoToolchain go)
    {
        var folder = Path.Combine(Command.Run(go.Go, ["env", "GOROOT"]).Trim(), "src", "runtime", "testdata", "testgoroutineleakprofile");
        return File.Exists(Path.Combine(folder, "commonpatterns.go")) ? folder : null;
    }

    /// <summary>Builds them as one program that writes its evidence to files in place of the leak profile to standard output.</summary>
    public static GoPatterns Build(GoToolchain go, string folder)
    {
        var source = FolderOf(go)!;
        foreach (var file in Files)
        {
            var text = File.ReadAllText(Path.Combine(source, file));
            File.WriteAllText(Path.Combine(folder, file), text.Replace("prof.WriteTo(os.Stdout, 2)", "writeEvidence(prof)", StringComparison.Ordinal).Replace("\t\"os\"\n", Uses(text), StringComparison.Ordinal));
        }
        File.WriteAllText(Path.Combine(folder, "go.mod"), $"module patterns\n\ngo 1.{go.Minor}\n");
        File.WriteAllText(Path.Combine(folder, "evidence.go"), """
            package main

            import (
            	"os"
            	"runtime/pprof"
            	"time"
            )

            // After a moment, so that whoever is about to wait waits. The dump first: the leak profile changes what a later one says of the goroutines it proves.
            func writeEvidence(leaks *pprof.Profile) {
            	time.Sleep(100 * time.Millisecond)
            	write("dump.txt", pprof.Lookup("goroutine"), 2)
            	write("goroutineleak.pb.gz", leaks, 0)
            }

            func write(name string, profile *pprof.Profile, debug int) {
            	file, err := os.Create(name)
            	if err != nil {
            		panic(err)
            	}
            	if err := profile.WriteTo(file, debug); err != nil {
            		panic(err)
            	}
            	file.Close()
            }
            """);
        return Compile(go, folder, "patterns");
    }

    /// <summary>Builds what is in the folder now.</summary>
    /// <param name="name">Of the program; its evidence lies beside it.</param>
    public static GoPatterns Compile(GoToolchain go, string folder, string name)
    {
        var program = Path.Combine(folder, name);
        Command.Run(go.Go, ["build", "-o", program, "."], folder, new Dictionary<string, string> { ["GOTOOLCHAIN"] = "local", ["GOPROXY"] = "off", ["GOFLAGS"] = "", ["CGO_ENABLED"] = "0" });
        return new(program, FolderOf(go)!);
    }

    /// <summary>Runs one pattern to its end.</summary>
    /// <returns>The folder with its dump.txt and goroutineleak.pb.gz.</returns>
    public string Run(string pattern)
    {
        var folder = Directory.CreateDirectory(Path.Combine($"{Program}-evidence", pattern)).FullName;
        // As the patterns ask for: with more than one P some are not stuck yet when the profile is taken.
        Command.Run(Program, [pattern], folder, new Dictionary<string, string> { ["GOMAXPROCS"] = "1" });
        return folder;
    }

    public IReadOnlyList<Stuck> StuckIn(string pattern) =>
        [.. Expected.Where(expected => expected.Pattern == pattern).Select(expected => new Stuck(expected.File, Line(expected.File, expected.Function, expected.Operation), expected.Classes))];

    /// <summary>Where goroutines of a pattern are stuck, each with the line to blame.</summary>
    public IReadOnlyList<(Stuck Place, CauseMark Mark)> CausesIn(string pattern) =>
        [.. Causes.Where(cause => cause.Pattern == pattern).Select(cause => (new Stuck(cause.File, Line(cause.File, cause.Function, cause.Operation), []), new CauseMark(cause.File, Line(cause.File, cause.Culprit, cause.Line), cause.Cause)))];

    /// <summary>Waits for a channel that a global variable holds: nobody uses it, but nothing in a dump says so.</summary>
    public IReadOnlyList<Stuck> InnocentIn(string pattern) => pattern == "NoLeakGlobal" ? [new("simple.go", Line("simple.go", "NoLeakGlobal", "<-ch"), [])] : [];

    private static string Uses(string text) =>
        text.Replace("prof.WriteTo(os.Stdout, 2)", "", StringComparison.Ordinal).Contains("os.", StringComparison.Ordinal) ? "\t\"os\"\n" : "\n";

    /// <param name="operation">Text of the line; with " 2" behind it the second such line of the function.</param>
    private int Line(string file, string function, string operation)
    {
        var lines = File.ReadAllLines(Path.Combine(Sources, file));
        var start = Array.FindIndex(lines, line => line.StartsWith($"func {function}(", StringComparison.Ordinal));
        var skipped = operation.EndsWith(" 2", StringComparison.Ordinal) ? 1 : 0;
        var text = skipped > 0 ? operation[..^2] : operation;
        var found = lines.Index().Skip(start).TakeWhile(line => line.Item != "}").Where(line => line.Item.Trim() == text).Skip(skipped).ToList();
        Assert.True(start >= 0 && found.Count > 0, $"{file}: {function} has no line \"{operation}\" in this version of Go");
        return found[0].Index + 1;
    }
}
