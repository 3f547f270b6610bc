using System.Text;
using Unpark.Cli;
using Unpark.Cli.Syntax;

namespace Unpark.Tests.Cli;

/// <summary>One run of the program inside the test's process: what it wrote where, and its exit code.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static CliRun Of(params string[] args) => Of(new Settings(), args);

    public static CliRun Of(Settings settings, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var world = new Surroundings
        {
            OpenInput = () => new MemoryStream(settings.Input),
            OpenOutput = () => output,
            OpenError = () => error,
            Variable = name => settings.Variables.GetValueOrDefault(name),
            Time = settings.Time,
            CurrentFolder = () => settings.Folder ?? AppContext.BaseDirectory,
            IsOutputTerminal = () => settings.Columns is not null,
            IsErrorTerminal = () => false,
            MeasureColumns = () => settings.Columns ?? 0,
        };
        var code = CommandLine.Run(args, world, settings.Cancellation);
        return new(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    internal sealed record Settings
    {
        public byte[] Input { get; init; } = [];

        /// <summary>Where configuration is looked for; null: where there is none.</summary>
        public string? Folder { get; init; }

        public TimeProvider Time { get; init; } = TimeProvider.System;

        public Dictionary<string, string> Variables { get; init; } = [];

        /// <summary>Null: standard output is no terminal.</summary>
        public int? Columns { get; init; }

        public CancellationToken Cancellation { get; init; }
    }
}
