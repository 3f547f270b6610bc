using System.Collections.Frozen;

namespace Unpark.Knowledge.Profiles;

/// <summary>What net/http/pprof serves and how it marks its answers.</summary>
/// <remarks>Source: net/http/pprof/pprof.go and runtime/pprof/pprof.go, Go 1.19 to 1.27.</remarks>
public static class PprofEndpoints
{
    public const string DefaultPath = "/debug/pprof";

    /// <summary>Header of every error answer of net/http/pprof; a 404 without it comes from somebody else (<c>serveError</c>).</summary>
    public const string ErrorHeader = "X-Go-Pprof";

    public const string Goroutine = "goroutine";

    /// <summary>Go 1.27 and later; 1.26 only when built with <c>GOEXPERIMENT=goroutineleakprofile</c>.</summary>
    public const string GoroutineLeak = "goroutineleak";

    /// <summary>Names of the endpoints, those of custom profiles aside.</summary>
    public static FrozenSet<string> Names { get; } = FrozenSet.Create(StringComparer.Ordinal,
        "allocs", "block", "cmdline", Goroutine, GoroutineLeak, "heap", "mutex", "profile", "symbol", "threadcreate", "trace");

    /// <summary>Versions that have the profile, in words; null for profiles that every version has.</summary>
    public static string? VersionsWith(string name) =>
        name == GoroutineLeak ? "Go 1.27 or later, or Go 1.26 built with GOEXPERIMENT=goroutineleakprofile" : null;
}
