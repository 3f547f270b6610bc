using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unpark.Benchmarks;

/// <summary>What one run of a command took: wall clock, CPU of all its threads, largest resident size.</summary>
internal readonly record struct Run(TimeSpan Wall, TimeSpan Cpu, long PeakBytes, int ExitCode);

/// <summary>Starts a command as it is, with its output thrown away, and waits for it with <c>wait4</c>: the only call that tells a child's peak memory.</summary>
internal static unsafe partial class ChildProcess
{
    private const int WriteOnly = 1;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <param name="command">Program (looked up on PATH) and arguments.</param>
    public static Run Measure(IReadOnlyList<string> command)
    {
        var actions = stackalloc byte[256];
        Check(FileActionsInit(actions), "posix_spawn_file_actions_init");
        Check(FileActionsOpen(actions, StandardOutput, "/dev/null", WriteOnly, 0), "posix_spawn_file_actions_addopen");
        Check(FileActionsOpen(actions, StandardError, "/dev/null", WriteOnly, 0), "posix_spawn_file_actions_addopen");

        var arguments = command.Select(Marshal.StringToCoTaskMemUTF8).Append(0).ToArray();
        try
        {
            var start = Stopwatch.GetTimestamp();
            Check(Spawn(out var child, command[0], actions, 0, arguments, Environment()), $"starting {command[0]}");
            Usage usage = default;
            if (Wait(child, out var status, 0, &usage) != child) throw new Win32Exception();
            return new(Stopwatch.GetElapsedTime(start), usage.User + usage.System, usage.MaxResidentKiB * 1024, (status >> 8) & 0xff);
        }
        finally
        {
            foreach (var argument in arguments) Marshal.FreeCoTaskMem(argument);
            Check(FileActionsDestroy(actions), "posix_spawn_file_actions_destroy");
        }
    }

    private static void Check(int error, string what)
    {
        if (error != 0) throw new Win32Exception(error, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private static nint Environment() => *(nint*)NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "environ");

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int FileActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int FileActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileActionsOpen(byte* actions, int descriptor, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int child, string file, byte* actions, nint attributes, nint[] arguments, nint environment);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait(int child, out int status, int options, Usage* usage);

    /// <summary><c>struct rusage</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private readonly struct Usage
    {
        private readonly long _userSeconds, _userMicroseconds, _systemSeconds, _systemMicroseconds;

        public readonly long MaxResidentKiB;

        public TimeSpan User => TimeSpan.FromSeconds(_userSeconds) + TimeSpan.FromMicroseconds(_userMicroseconds);

        public TimeSpan System => TimeSpan.FromSeconds(_systemSeconds) + TimeSpan.FromMicroseconds(_systemMicroseconds);
    }
}
