using Unpark.Cli.Syntax;

namespace Unpark.Cli.Demo;

/// <summary>Runs the commands a user would type, one after the other, and shows each with its answer as soon as it is there.</summary>
internal sealed class DemoShow(Invocation call) : IDisposable
{
    private readonly MemoryStream _kept = new();
    private int _code = ExitCode.Nothing;

    /// <summary>Runs <c>unpark evidence...</c>.</summary>
    /// <param name="expected">Another exit code becomes the demo's own.</param>
    public void Diagnose(string title, int expected, params IEnumerable<string> words)
    {
        if (_code != ExitCode.Nothing) return;
        Say($"{title}\n$ unpark {string.Join(' ', words)}\n");

        using var answer = new MemoryStream();
        var world = call.World.WithOutput(answer, isTerminal: call.Columns is not null);
        string[] common = ["--color", call.Colored ? "always" : "never", .. call.Quiet ? ["--quiet"] : Array.Empty<string>()];
        var code = CommandLine.Run([.. common, "diagnose", .. words], world, call.Cancellation);
        if (code == ExitCode.Interrupted) throw new OperationCanceledException(call.Cancellation);
        Show(answer.ToArray());
        Say("");
        if (code == expected) return;

        _code = code == ExitCode.Nothing ? ExitCode.Fault : code;
        call.Warn($"the demo expected exit code {expected} of this command, not {code}");
    }

    public void Say(string line) => Show(System.Text.Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Writes the file of --output, if one was asked for, and returns the exit code.</summary>
    public int End()
    {
        if (call.ToFile) call.PrintBytes(file => file.Write(_kept.ToArray()));
        return _code;
    }

    public void Dispose() => _kept.Dispose();

    private void Show(byte[] text)
    {
        if (call.ToFile) _kept.Write(text);
        else call.PrintBytes(output => output.Write(text));
    }
}
