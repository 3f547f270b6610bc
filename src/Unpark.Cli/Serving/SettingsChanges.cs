using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Unpark.Cli.Serving;

/// <summary>When a settings file is to be read anew: it, or a file that it names, has other content, or somebody sent SIGHUP.</summary>
/// <remarks>The content is looked at again and again: in a container the file is a link to a link, and nothing tells that its end has moved.</remarks>
internal sealed class SettingsChanges(string file, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    // From here on: a change while everything else is being started is one, too.
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal) { [file] = ContentOf(file) };

    /// <summary>Files that the settings name, and that are exchanged without them.</summary>
    public void Follow(params IEnumerable<string?> files)
    {
        foreach (var one in files.OfType<string>()) _known.TryAdd(one, ContentOf(one));
    }

    /// <returns>Why, each time; ends when it is cancelled.</returns>
    public async IAsyncEnumerable<string> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var asked = new SemaphoreSlim(0);
        using var hangUp = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            asked.Release();
        });
        while (!cancellation.IsCancellationRequested)
        {
            var signalled = await WaitAsync(asked, cancellation);
            if (cancellation.IsCancellationRequested) yield break;
            var changed = TakeChange();
            if (signalled) yield return "SIGHUP";
            else if (changed is not null) yield return $"{Path.GetFileName(changed)} changed";
        }
    }

    // The name of one of them; null when none has. One that is being exchanged has when it is there again.
    private string? TakeChange()
    {
        string? changed = null;
        foreach (var (one, before) in _known.ToList())
        {
            if (ContentOf(one) is not { } now || now == before) continue;
            (_known[one], changed) = (now, one);
        }
        return changed;
    }

    private async Task<bool> WaitAsync(SemaphoreSlim asked, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var signal = asked.WaitAsync(end.Token);
        await Task.WhenAny(signal, Task.Delay(LookEvery, time, end.Token));
        await end.CancelAsync();
        return signal.IsCompletedSuccessfully;
    }

    // Null while there is none, as between the two steps of an exchange.
    private static string? ContentOf(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
