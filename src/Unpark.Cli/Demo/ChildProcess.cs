using System.Diagnostics;

namespace Unpark.Cli.Demo;

/// <summary>A program that is run to its end, or ended with everything it started when the wait is cancelled.</summary>
internal static class ChildProcess
{
    /// <returns>Exit code, and what it wrote: standard output and standard error, each whole.</returns>
    public static async Task<(int Code, string Output, string Error)> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The same for a program that speaks to the user itself.</summary>
    public static async Task RunVisiblyAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.UseShellExecute = false;
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
