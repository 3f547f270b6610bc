using System.Buffers.Text;
using System.Collections.Immutable;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>What the header of a text profile says: its name, its columns, and how a record's figures become their values.</summary>
internal sealed record TextProfileKind(string Name, ImmutableArray<SampleType> SampleTypes, SampleType PeriodType, long Period, long Total)
{
    private static readonly SampleType Contentions = new("contentions", "count");

    private static readonly ImmutableArray<SampleType> HeapTypes =
        [new("alloc_objects", "count"), new("alloc_space", "bytes"), new("inuse_objects", "count"), new("inuse_space", "bytes")];

    public static TextProfileKind Of(ReadOnlySpan<byte> header)
    {
        if (header.StartsWith("--- contention"u8)) return OfContention(ProfileNames.Block);
        if (header.StartsWith("--- mutex"u8)) return OfContention(ProfileNames.Mutex);
        var words = header.IndexOf(" profile: "u8);
        var name = System.Text.Encoding.UTF8.GetString(header[..words]);
        var rest = header[(words + " profile: "u8.Length)..];
        if (!rest.StartsWith("total "u8)) return new(ProfileNames.Heap, HeapTypes, new("space", "bytes"), RateOf(rest), 0);
        _ = Utf8Parser.TryParse(rest["total "u8.Length..], out long total, out _);
        var type = new SampleType(name, "count");
        return new(name, [type], type, 1, total);
    }

    private static TextProfileKind OfContention(string name) =>
        new(name, [Contentions, new("delay", "nanoseconds")], Contentions, 1, 0);

    // "@ heap/1048576": twice runtime.MemProfileRate, for a reason lost in pprof's history.
    private static long RateOf(ReadOnlySpan<byte> header)
    {
        var slash = header.LastIndexOf((byte)'/');
        return slash >= 0 && Utf8Parser.TryParse(header[(slash + 1)..], out long rate, out _) ? rate / 2 : 0;
    }
}
