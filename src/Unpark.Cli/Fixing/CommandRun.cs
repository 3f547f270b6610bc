using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Unpark.Cli.Fixing;

/// <summary>A command that is run until it ends, or until it is asked for its goroutines: Go programs print them at SIGQUIT and end.</summary>
internal static class CommandRun
{
    // Far more than anybody reads; a program that prints for ever must not fill the memory.
    private const int MostKept = 64 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // "go run" compiles first, and programs that serve say where when they do; for one that says nothing the clock starts after this.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <returns>What it printed on both outputs.</returns>
    /// <exception cref="EvidenceException">It could not be started.</exception>
    public static MemoryStream Run(IReadOnlyList<string> words, string folder, TimeSpan limit, CancellationToken cancellation)
    {
        using var process = Start(words, folder);
        try
        {
            process.StandardInput.Close();
            using var spoke = new ManualResetEventSlim();
            var (output, error) = (KeepAsync(process.StandardOutput.BaseStream, spoke), KeepAsync(process.StandardError.BaseStream, spoke));
            spoke.Wait(Silence, cancellation);
            if (!WaitFor(process, limit, cancellation))
            {
                AskForGoroutines(process.Id);
                WaitFor(process, Patience, cancellation);
            }
            // Who inherited the outputs may keep them open.
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            Task.WhenAll(output, error).Wait(Patience, cancellation);
            return Joined(output, error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(IReadOnlyList<string> words, string folder)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GOTRACEBACK"] = "all";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new EvidenceException($"cannot run {words[0]}: {e.Message}");
        }
    }

    private static bool WaitFor(Process process, TimeSpan limit, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(ended.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return process.HasExited;
        }
    }

    // Its end counts as a word, too.
    private static async Task<MemoryStream> KeepAsync(Stream stream, ManualResetEventSlim spoke)
    {
        var kept = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
        {
            spoke.Set();
            if (kept.Length + count <= MostKept) kept.Write(buffer, 0, count);
        }
        spoke.Set();
        return kept;
    }

    private static MemoryStream Joined(Task<MemoryStream> output, Task<MemoryStream> error)
    {
        var all = new MemoryStream();
        foreach (var one in (Task<MemoryStream>[])[output, error])
        {
            if (one.IsCompletedSuccessfully) all.Write(one.Result.ToArray());
        }
        all.Position = 0;
        return all;
    }

    // The program itself may be a child: of "go run", which ignores the signal, or of a shell.
    private static void AskForGoroutines(int root)
    {
        if (OperatingSystem.IsWindows()) return;
        var ids = string.Join(' ', Family(root).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        using var kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"kill -QUIT {ids}"]) { UseShellExecute = false, RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private static List<int> Family(int root)
    {
        var family = new List<int> { root };
        if (!Directory.Exists("/proc")) return family;
        var parents = Directory.EnumerateDirectories("/proc").Select(folder => ParentOf(Path.GetFileName(folder))).Where(pair => pair.Parent > 0).ToLookup(pair => pair.Parent, pair => pair.Id);
        for (var i = 0; i < family.Count; i++) family.AddRange(parents[family[i]]);
        return family;
    }

    // "4711 (name) S 17 ...": a name may hold blanks and brackets.
    private static (int Id, int Parent) ParentOf(string name)
    {
        try
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return default;
            var stat = File.ReadAllText($"/proc/{name}/stat");
            return (id, int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default; // ended meanwhile
        }
    }
}
