using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Unpark.Knowledge.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>The page at <c>/debug/pprof/</c>: which profiles the program has, and how many entries each.</summary>
/// <param name="Counts">By name. Of goroutine: <c>runtime.NumGoroutine</c>; of goroutineleak: what the last request for it found.</param>
/// <remarks>Written by <c>indexTmplExecute</c>, net/http/pprof/pprof.go: one table row a profile, the same in Go 1.19 to 1.27.</remarks>
internal sealed partial record IndexPage(FrozenDictionary<string, long> Counts)
{
    public long? Goroutines => Counts.TryGetValue(PprofEndpoints.Goroutine, out var count) ? count : null;

    public bool Has(string profile) => Counts.ContainsKey(profile);

    /// <summary>Null when the page is no index of net/http/pprof.</summary>
    public static IndexPage? TryRead(ReadOnlySpan<byte> html)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (Match row in Rows().Matches(Encoding.UTF8.GetString(html)))
            if (long.TryParse(row.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                counts[row.Groups["name"].Value] = count;
        return counts.Count == 0 ? null : new(counts.ToFrozenDictionary(StringComparer.Ordinal));
    }

    // "<tr><td>78</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>"
    [GeneratedRegex("""<td>(?<count>\d{1,18})</td>\s*<td><a href=['"](?<name>[^'"?]{1,200})\?debug=1['"]>""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rows();
}
