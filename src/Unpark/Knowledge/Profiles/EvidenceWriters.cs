using Unpark.Knowledge.Waits;

namespace Unpark.Knowledge.Profiles;

/// <summary>Functions that write goroutine evidence: the goroutine that runs them is there because somebody looks.</summary>
/// <remarks>Source: runtime/pprof/pprof.go and net/http/pprof/pprof.go, Go 1.19 to 1.27. <c>pprof.Do</c> only labels a goroutine and is none of them.</remarks>
internal static class EvidenceWriters
{
    public static bool Writes(string function) =>
        function.StartsWith("net/http/pprof.", StringComparison.Ordinal)
        || function.StartsWith("runtime/pprof.write", StringComparison.Ordinal)
        || function == "runtime/pprof.(*Profile).WriteTo";
}
