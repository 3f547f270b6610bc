using System.Text;
using Unpark.Cli.Output;

namespace Unpark.Cli;

/// <summary>What a command may touch of the process it runs in. Tests bring their own. Each thing is opened when it is first used: a start waits for nothing it does not need.</summary>
internal sealed class Surroundings
{
    public required Func<Stream> OpenInput { private get; init; }

    public required Func<Stream> OpenOutput { private get; init; }

    public required Func<TextWriter> OpenError { private get; init; }

    /// <summary>Value of an environment variable, null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required Func<bool> IsOutputTerminal { private get; init; }

    public required Func<bool> IsErrorTerminal { private get; init; }

    /// <summary>Columns of the terminal that standard output is.</summary>
    public required Func<int> MeasureColumns { private get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the user stands: relative paths begin here.</summary>
    public Func<string> CurrentFolder { get; init; } = () => Environment.CurrentDirectory;

    /// <summary>So long a command may take to end after Ctrl-C before it is ended.</summary>
    public Action<TimeSpan> TakeTimeToEnd { get; init; } = _ => { };

    public Stream Input => field ??= OpenInput();

    /// <summary>Data and nothing else.</summary>
    public Stream Output => field ??= OpenOutput();

    /// <summary>Progress, warnings and errors.</summary>
    public TextWriter Error => field ??= OpenError();

    public bool OutputIsTerminal => IsOutputTerminal();

    public bool ErrorIsTerminal => IsErrorTerminal();

    /// <summary>Null when output goes elsewhere, where nothing is cut.</summary>
    public int? Columns => OutputIsTerminal ? MeasureColumns() : null;

    /// <summary>The same process, with the answer going elsewhere.</summary>
    public Surroundings WithOutput(Stream output, bool isTerminal) => new()
    {
        OpenInput = () => Input,
        OpenOutput = () => output,
        OpenError = () => Error,
        Variable = Variable,
        CurrentFolder = CurrentFolder,
        Time = Time,
        TakeTimeToEnd = TakeTimeToEnd,
        IsOutputTerminal = () => isTerminal,
        IsErrorTerminal = IsErrorTerminal,
        MeasureColumns = MeasureColumns,
    };

    /// <summary>Text that is the whole answer.</summary>
    public void Print(string text) => Write(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>The answer goes to standard output.</summary>
    public void Write(Action<Stream> write)
    {
        try
        {
            write(Output);
            Output.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write to standard output: {(e.InnerException ?? e).Message.TrimEnd('.')}");
        }
    }

    public static Surroundings OfProcess(Action<TimeSpan> takeTimeToEnd) => new()
    {
        TakeTimeToEnd = takeTimeToEnd,
        OpenInput = Console.OpenStandardInput,
        OpenOutput = StandardOutput.Open,
        OpenError = () => new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
        Variable = Environment.GetEnvironmentVariable,
        IsOutputTerminal = () => !Console.IsOutputRedirected,
        IsErrorTerminal = () => !Console.IsErrorRedirected,
        MeasureColumns = () => Console.WindowWidth,
    };
}
