namespace Unpark.Cli;

/// <summary>What the program says to the shell. The same for every format, so one command both gates and reports.</summary>
internal static class ExitCode
{
    /// <summary>No finding at or above <c>--fail-on</c>.</summary>
    public const int Nothing = 0;

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>The command line cannot be carried out: unknown option, bad value, output that cannot be written.</summary>
    public const int Usage = 2;

    /// <summary>Evidence could not be read or reached.</summary>
    public const int NoEvidence = 3;

    /// <summary>A fault in unpark itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Fault = 70;

    /// <summary>Interrupted, as shells say it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
