using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Grammar;

/// <summary>The line with which a dying program begins to print.</summary>
/// <remarks>Source: <c>printpanics</c>, <c>throw</c> and <c>fatal</c> in runtime/panic.go, <c>sighandler</c> in runtime/signal_unix.go and signal_windows.go.</remarks>
internal static class CrashLine
{
    private static ReadOnlySpan<byte> Panic => "panic: "u8;

    private static ReadOnlySpan<byte> FatalError => "fatal error: "u8;

    public static bool TryParse(ReadOnlySpan<byte> line, out CrashKind kind, out ReadOnlySpan<byte> message)
    {
        kind = CrashKind.Panic;
        message = default;
        if (line.StartsWith(Panic))
        {
            message = line[Panic.Length..];
            kind = PanicKind(message);
        }
        else if (line.StartsWith(FatalError))
        {
            message = line[FatalError.Length..];
            kind = message.EndsWith(" - deadlock!"u8) ? CrashKind.Deadlock : CrashKind.FatalError;
        }
        else if (IsSignal(line))
        {
            message = line;
            kind = CrashKind.Signal;
        }
        return !message.IsEmpty;
    }

    /// <summary>"exit status 2", which <c>go run</c> and <c>go test</c> add, or the same in brackets.</summary>
    public static bool TryExitStatus(ReadOnlySpan<byte> line, out int status)
    {
        status = 0;
        if (line is [(byte)'[', .., (byte)']']) line = line[1..^1];
        return line.StartsWith("exit status "u8)
            && System.Buffers.Text.Utf8Parser.TryParse(line["exit status ".Length..], out status, out var used)
            && used == line.Length - "exit status ".Length;
    }

    private static CrashKind PanicKind(ReadOnlySpan<byte> message) =>
        message.StartsWith("test timed out after "u8) ? CrashKind.TestTimeout
        : message.StartsWith("deadlock: "u8) ? CrashKind.SynctestDeadlock
        : CrashKind.Panic;

    // "SIGQUIT: quit", "SIGSEGV: segmentation violation", "Exception 0xc0000005 0x0 0x8 0x0".
    private static bool IsSignal(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("Exception 0x"u8)) return true;
        if (!line.StartsWith("SIG"u8)) return false;
        var name = line.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
        return name > 3 && line[name..].StartsWith(": "u8) && line.Length > name + 2;
    }
}
