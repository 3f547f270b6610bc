using System.Reflection;
using System.Runtime.InteropServices;

namespace Unpark.Cli;

/// <summary>"unpark 0.1.0 (commit 1a2b3c4, .NET 10.0.12, linux-x64)"</summary>
internal static class ProgramVersion
{
    private static readonly string Informational =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static string Number => Informational.Split('+')[0];

    public static int Print(Surroundings world)
    {
        var commit = Informational.Split('+') is [_, { Length: >= 7 } hash] ? $"commit {hash[..7]}, " : "";
        world.Print($"unpark {Number} ({commit}{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})\n");
        return ExitCode.Nothing;
    }
}
