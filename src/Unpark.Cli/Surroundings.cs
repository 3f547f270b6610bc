using System.Text;

namespace Unpark.Cli;

/// <summary>What a command may touch of the process it runs in. Tests bring their own.</summary>
internal sealed record Surroundings
{
    public required Func<Stream> Input { get; init; }

    /// <summary>Data and nothing else. Opened once; a reader that went away is no error.</summary>
    public required Stream Output { get; init; }

    /// <summary>Progress, warnings and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Value of an environment variable, null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required bool OutputIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal; null when output goes elsewhere, where nothing is cut.</summary>
    public required Func<int?> Columns { get; init; }

    public static Surroundings OfProcess() => new()
    {
        Input = Console.OpenStandardInput,
        Output = Console.OpenStandardOutput(),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
        Variable = Environment.GetEnvironmentVariable,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Columns = () => Console.IsOutputRedirected ? null : Console.WindowWidth,
    };
}
