using System.Runtime.InteropServices;

namespace Unpark.Cli;

/// <summary>Ctrl-C and SIGTERM cancel what runs, so that it can tidy up. What has not ended after its <see cref="Patience"/> (a read of a silent pipe cannot be cancelled), or at a second signal, is ended.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>What keeps a promise to others may ask for more.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(500);

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested) return;
        context.Cancel = true;
        _source.Cancel();
        Thread.Sleep(Patience);
        Environment.Exit(ExitCode.Interrupted);
    }
}
