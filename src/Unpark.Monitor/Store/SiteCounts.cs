using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Unpark.Monitor.Store;

/// <summary>Goroutines by the fingerprint of their site, in the room of the sample itself: there is one for every target, and few are ever asked.</summary>
/// <remarks>Looking one up goes through all of them.</remarks>
internal sealed class SiteCounts(ImmutableArray<SiteCount> sites) : IReadOnlyDictionary<string, long>
{
    public int Count => sites.Length;

    public IEnumerable<string> Keys => sites.Select(site => site.Site.Fingerprint);

    public IEnumerable<long> Values => sites.Select(site => site.Count);

    public long this[string key] => TryGetValue(key, out var count) ? count : throw new KeyNotFoundException($"no goroutine was at site {key}");

    /// <summary>Adds them to sums.</summary>
    public void AddTo(Dictionary<SiteInfo, long> sums)
    {
        foreach (var (site, count) in sites) CollectionsMarshal.GetValueRefOrAddDefault(sums, site, out _) += count;
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out long value)
    {
        foreach (var (site, count) in sites)
        {
            if (site.Fingerprint != key) continue;
            value = count;
            return true;
        }
        value = 0;
        return false;
    }

    public IEnumerator<KeyValuePair<string, long>> GetEnumerator()
    {
        foreach (var (site, count) in sites) yield return KeyValuePair.Create(site.Fingerprint, count);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
