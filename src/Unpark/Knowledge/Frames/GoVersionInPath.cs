using System.Text.RegularExpressions;
using Unpark.Model;

namespace Unpark.Knowledge.Frames;

/// <summary>The version of Go, read off the folder its own source stood in when the program was built.</summary>
/// <remarks>
/// Seen: <c>/usr/lib/go-1.19/src/runtime/proc.go</c> (Debian), <c>/home/gopher/sdk/go1.22.3/src/...</c> (golang.org/dl),
/// <c>golang.org/toolchain@v0.0.1-go1.23.5.linux-amd64/src/...</c> (go command), <c>Cellar/go/1.27.4/libexec/src/...</c> (Homebrew).
/// <c>/usr/local/go/src/...</c> and programs built with <c>-trimpath</c> do not tell.
/// </remarks>
public static partial class GoVersionInPath
{
    /// <summary>"go1.22.3", or "go1.19" where the folder names no patch; null when it names no version.</summary>
    public static string? Of(Snapshot snapshot)
    {
        foreach (var group in snapshot.Groups)
        {
            if (RuntimeFileOf(group.Stack) is { } file) return VersionIn(file);
        }
        return null;
    }

    /// <summary>The snapshot with its version of Go, where nobody else says: its paths are looked through when somebody asks.</summary>
    public static Snapshot AddTo(Snapshot snapshot) => snapshot.LazyGoVersion is null ? snapshot with { LazyGoVersion = new(() => Of(snapshot)) } : snapshot;

    /// <summary>The same of one stack, which need not have a frame of the runtime.</summary>
    internal static string? Of(CallStack stack) => RuntimeFileOf(stack) is { } file ? VersionIn(file) : null;

    private static string? RuntimeFileOf(CallStack stack)
    {
        foreach (var frame in stack.Frames)
        {
            if (frame.Function.StartsWith("runtime.", StringComparison.Ordinal) && frame.File.Contains("/src/runtime/", StringComparison.Ordinal)) return frame.File;
        }
        return null;
    }

    private static string? VersionIn(string file) => Version().Match(file) is { Success: true } match ? "go" + match.Groups["version"].Value : null;

    [GeneratedRegex(@"go[-/]?(?<version>1\.\d+(\.\d+|rc\d+|beta\d+)?)[^/]*/(libexec/)?src/runtime/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
