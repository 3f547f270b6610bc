using System.Net;

namespace Unpark.Server.Access;

/// <summary>How often which address came with a wrong token: whoever guesses has to wait.</summary>
internal sealed class FailedAttempts(TimeProvider time)
{
    /// <summary>In <see cref="Window"/>, of one address.</summary>
    internal const int Most = 20;

    // An attacker with more addresses than this is not held up by counting them.
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (DateTimeOffset Began, int Count)> _addresses = [];

    /// <summary>How long the address has to wait; null when it need not.</summary>
    public TimeSpan? Wait(IPAddress address)
    {
        lock (_gate)
        {
            if (!_addresses.TryGetValue(address, out var failed) || failed.Count < Most) return null;
            var wait = failed.Began + Window - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    public void Add(IPAddress address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_addresses.Count >= MostAddresses) _addresses.Clear();
            var failed = _addresses.GetValueOrDefault(address);
            _addresses[address] = now - failed.Began < Window ? (failed.Began, failed.Count + 1) : (now, 1);
        }
    }
}
