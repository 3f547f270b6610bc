using Unpark.Monitor.Store;

namespace Unpark.Monitor.Metrics;

/// <summary>Goroutines of a service by site, over all of its instances.</summary>
internal static class ServiceSites
{
    /// <summary>By the fingerprint of the site; the largest first, of equal ones by fingerprint.</summary>
    public static List<KeyValuePair<string, long>> Of(ServiceState service)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (fingerprint, count) in Counts(service)) counts[fingerprint] = counts.GetValueOrDefault(fingerprint) + count;
        List<KeyValuePair<string, long>> sites = [.. counts];
        sites.Sort(static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : string.CompareOrdinal(a.Key, b.Key));
        return sites;
    }

    // Instances share the objects of their sites: a million counts are summed without a text being looked at.
    private static IEnumerable<KeyValuePair<string, long>> Counts(ServiceState service)
    {
        var ofSites = new Dictionary<SiteInfo, long>(ReferenceEqualityComparer.Instance);
        foreach (var instance in service.Instances)
        {
            if (instance.Counts is SiteCounts sites) sites.AddTo(ofSites);
            else foreach (var count in instance.Counts) yield return count;
        }
        foreach (var (site, count) in ofSites) yield return KeyValuePair.Create(site.Fingerprint, count);
    }
}
