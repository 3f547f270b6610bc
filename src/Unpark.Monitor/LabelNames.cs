using System.Buffers;

namespace Unpark.Monitor;

/// <summary>Names of labels that have a meaning here, and what a name may look like.</summary>
internal static class LabelNames
{
    public const string Job = "job", Instance = "instance", Service = "service", Version = "version";

    /// <summary>What a target is asked by: rules for labels may change them before they go.</summary>
    public const string Address = "__address__", Scheme = "__scheme__", Path = "__pprof_path__";

    /// <summary>Labels with it are for rules only: a target does not keep them.</summary>
    public const string Hidden = "__";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static bool IsValid(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Letters);
}
