using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Knowledge.Profiles;

/// <summary>The profiles a Go program writes, told from their sample types.</summary>
/// <remarks>Source: <c>writeHeapProto</c>, <c>writeProfileInternal</c>, <c>newProfileBuilder</c> and <c>WriteTo</c> of runtime/pprof, Go 1.19 to 1.27.</remarks>
public static class ProfileNames
{
    public const string Goroutine = "goroutine", GoroutineLeak = "goroutineleak", Heap = "heap", Allocs = "allocs";
    public const string Block = "block", Mutex = "mutex", Contention = "contention", ThreadCreate = "threadcreate", Cpu = "cpu";

    /// <param name="defaultType">Name of the default sample type, empty when none is set: only allocs sets one.</param>
    public static string Of(IReadOnlyList<SampleType> types, string defaultType) => types[0].Type switch
    {
        "alloc_objects" or "alloc_space" or "inuse_objects" or "inuse_space" or "objects" => defaultType == "alloc_space" ? Allocs : Heap,
        "contentions" => Contention,
        "samples" when types.Any(type => type.Type == "cpu") => Cpu,
        var type => type,
    };

    /// <summary>For people: "goroutine profile", "leak profile", "block or mutex profile".</summary>
    public static string InWords(string name) => name switch
    {
        GoroutineLeak => "leak profile",
        Contention => "block or mutex profile",
        Cpu => "CPU profile",
        _ => $"{name} profile",
    };
}
