using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Unpark.Model;
using Unpark.Readers.GoTest;

namespace Unpark.Collectors.GoTest;

/// <summary>One <c>go test</c> of the user's, watched.</summary>
public sealed class GoTestRun : IDisposable
{
    // Far more than anybody reads; a test that prints for ever must not fill the disk.
    private const long MaxOutputKept = 256L << 20;

    // At Ctrl-C a terminal tells go, too, which then ends its tests and tidies up after itself.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly GoTestOptions _options;
    private readonly string _folder = RunFolder.Create();

    private Process? _go;

    private GoTestRun(GoTestOptions options)
    {
        _options = InOtherFolder(options);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Runs go test to its end: its output goes where the options say, byte for byte, as it comes.</summary>
    /// <exception cref="GoTestException">The tests could not be started, or not be watched.</exception>
    public static async Task<GoTestResult> RunAsync(GoTestOptions options, CancellationToken cancellation)
    {
        using var run = new GoTestRun(options);
        return await run.RunAsync(cancellation);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Stop();
        Directory.Delete(_folder, recursive: true);
        _go?.Dispose();
    }

    // A program that is told to end while tests run has no time to come back here.
    private void OnExit(object? sender, EventArgs e) => Dispose();

    private void Stop()
    {
        if (_go is null or { HasExited: true } || _go.WaitForExit(Patience)) return;
        _go.Kill(entireProcessTree: true);
        _go.WaitForExit();
    }

    private async Task<GoTestResult> RunAsync(CancellationToken cancellation)
    {
        var go = await GoSettings.AskAsync(_options.Go, _options.Folder, cancellation);
        var start = Start(go);
        var results = Directory.CreateDirectory(Path.Combine(_folder, "left")).FullName;
        start.Environment["UNPARK_DIR"] = results;
        start.Environment["UNPARK_RUN"] = Path.GetFileName(_folder);
        start.Environment["UNPARK_SETTLE"] = GoDuration(_options.Settle);
        if (_options.FailFast) start.Environment["UNPARK_FAILFAST"] = "1";
        if (_options.HangTimeout is { } hung) start.Environment["UNPARK_HUNG"] = GoDuration(hung);

        var printed = Path.Combine(_folder, "output");
        var code = await RunAsync(start, printed, cancellation);
        return Read(code, results, printed, cancellation);
    }

    private ProcessStartInfo Start(GoSettings go)
    {
        var root = go.Root;
        var program = go.Program;
        var start = new ProcessStartInfo { WorkingDirectory = _options.Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (go.IsInModuleCache)
        {
            // From Go 1.25 on, files below the module cache must not be replaced; through a link outside they are elsewhere.
            root = Path.Combine(_folder, "goroot");
            Directory.CreateSymbolicLink(root, go.Root);
            (start.Environment["GOROOT"], start.Environment["GOTOOLCHAIN"]) = (root, "local");
            program = Path.Combine(root, "bin", OperatingSystem.IsWindows() ? "go.exe" : "go");
        }

        var overlay = TestingOverlay.Write(Directory.CreateDirectory(Path.Combine(_folder, "testing")).FullName, root, UsersOverlay(go));
        start.FileName = program;
        foreach (var word in (string[])["test", "-overlay=" + overlay, .. GivingWay(go), .. _options.FailFast ? ["-failfast"] : Array.Empty<string>(), .. WithoutOverlay(_options.Arguments)]) start.ArgumentList.Add(word);
        return start;
    }

    private async Task<int> RunAsync(ProcessStartInfo start, string printed, CancellationToken cancellation)
    {
        _go = Process.Start(start)!;
        // Reading from a silent pipe cannot be cancelled; it ends with the other side.
        using var stop = cancellation.Register(Stop);
        using var kept = new KeptOutput(printed, MaxOutputKept);
        await Task.WhenAll(
            kept.CopyAsync(_go.StandardOutput.BaseStream, _options.Output, cancellation),
            kept.CopyAsync(_go.StandardError.BaseStream, _options.Error, cancellation));
        await _go.WaitForExitAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        return _go.ExitCode;
    }

    private static GoTestResult Read(int code, string results, string printed, CancellationToken cancellation)
    {
        var binaries = ImmutableArray.CreateBuilder<TestBinary>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var file in Directory.EnumerateFiles(results, "*.txt").Order(StringComparer.Ordinal))
        {
            var (binary, problems) = TestBinaryReader.Read(File.ReadAllBytes(file), Path.GetFileName(file), ReaderLimits.Default, cancellation);
            if (binary is not null) binaries.Add(binary);
            diagnostics.AddRange(problems);
        }
        return new(code, [.. binaries.OrderBy(binary => binary.Directory, StringComparer.Ordinal)], OutputsIn(printed, cancellation), diagnostics.ToImmutable());
    }

    private static ImmutableArray<PackageOutput> OutputsIn(string printed, CancellationToken cancellation)
    {
        var outputs = ImmutableArray.CreateBuilder<PackageOutput>();
        using var output = new StreamReader(printed);
        foreach (var (package, text) in TestOutputReader.Read(output))
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
            outputs.Add(new(package, EvidenceReader.Read(bytes, package.Length == 0 ? "go test's output" : $"output of {package}", null, cancellation)));
        }
        return outputs.ToImmutable();
    }

    // Each function's prologue asks for preemption; for tests of the runtime, but known to every build since Go 1.18.
    private IEnumerable<string> GivingWay(GoSettings go) =>
        _options.GivesWay ? [$"-gcflags={go.OwnPackages(_options.Folder)}=-d=maymorestack=runtime.mayMoreStackPreempt"] : [];

    // "go test -C dir ...", from Go 1.20 on: it must come first, so that nothing may be put before it.
    private static GoTestOptions InOtherFolder(GoTestOptions options) => options.Arguments switch
    {
        ["-C" or "--C", var folder, .. var others] => options with { Folder = Path.Combine(options.Folder, folder), Arguments = [.. others] },
        [var first, .. var others] when first.TrimStart('-').StartsWith("C=", StringComparison.Ordinal) && first.StartsWith('-') =>
            options with { Folder = Path.Combine(options.Folder, first[(first.IndexOf('=', StringComparison.Ordinal) + 1)..]), Arguments = [.. others] },
        _ => options,
    };

    private string? UsersOverlay(GoSettings go)
    {
        var overlay = OverlayIn(_options.Arguments) ?? OverlayIn(go.Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return overlay is null ? null : Path.Combine(_options.Folder, overlay);
    }

    private static string? OverlayIn(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count && words[i] is not ("-args" or "--args"); i++)
        {
            var word = words[i].TrimStart('-');
            if (words[i] is "-overlay" or "--overlay") return i + 1 < words.Count ? words[i + 1] : null;
            if (words[i].StartsWith('-') && word.StartsWith("overlay=", StringComparison.Ordinal)) return word["overlay=".Length..];
        }
        return null;
    }

    // go takes the last overlay it is given, and only one.
    private static IEnumerable<string> WithoutOverlay(IReadOnlyList<string> words)
    {
        var own = true;
        for (var i = 0; i < words.Count; i++)
        {
            own &= words[i] is not ("-args" or "--args");
            if (own && words[i] is "-overlay" or "--overlay") i++;
            else if (!own || !(words[i].StartsWith("-overlay=", StringComparison.Ordinal) || words[i].StartsWith("--overlay=", StringComparison.Ordinal))) yield return words[i];
        }
    }

    private static string GoDuration(TimeSpan time) => FormattableString.Invariant($"{(long)time.TotalMilliseconds}ms");
}
