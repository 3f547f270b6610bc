using System.Collections.Immutable;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>A place that is asked for targets again and again. Equal ones give the same answer, so that a reload of the settings need not ask again.</summary>
internal abstract record DiscoverySource(TimeSpan RefreshInterval)
{
    /// <summary>For messages: the name of a file, an address, a name.</summary>
    public abstract string Name { get; }

    /// <exception cref="DiscoveryException">No answer, or one that cannot be read; what was found before stays.</exception>
    public abstract Task<ImmutableArray<TargetGroup>> FindAsync(TimeProvider time, CancellationToken cancellation);
}
