using System.CommandLine;
using System.Reflection;
using Unpark.Cli.Syntax;

namespace Unpark.Cli.Commands;

internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static UnparkCommand Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.CompletionSources.Add(Shells);
        var command = new UnparkCommand("completion", "Print a script that completes unpark's words in a shell")
        {
            Examples =
            [
                new("source <(unpark completion bash)", "in ~/.bashrc"),
                new("source <(unpark completion zsh)", "in ~/.zshrc, after compinit"),
                new("unpark completion fish | source", "in ~/.config/fish/config.fish"),
            ],
            Execute = call => Run(call, call.Value(shell)),
        };
        command.Arguments.Add(shell);
        return command;
    }

    private static int Run(Invocation call, string shell)
    {
        if (!Shells.Contains(shell)) throw new UsageException($"no completion for '{shell}', expected bash, zsh or fish");
        using var script = Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{shell}")
            ?? throw new InvalidOperationException($"completion.{shell} is not in the assembly");
        call.PrintBytes(script.CopyTo);
        return ExitCode.Nothing;
    }
}
