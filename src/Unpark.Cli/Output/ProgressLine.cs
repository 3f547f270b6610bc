using Unpark.Cli.Syntax;

namespace Unpark.Cli.Output;

/// <summary>One line on standard error that says what is being done, and goes when it is done. Only a terminal sees it.</summary>
internal sealed class ProgressLine(Invocation call) : IProgress<string>, IDisposable
{
    private bool _shown;

    public void Report(string value)
    {
        if (!call.ShowsProgress) return;
        _shown = true;
        call.World.Error.Write($"\r\e[K{value} ...");
    }

    public void Clear()
    {
        if (_shown) call.World.Error.Write("\r\e[K");
        _shown = false;
    }

    public void Dispose() => Clear();
}
