using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>Reads profiles in the form of profile.proto, not compressed: what a Go program, <c>go tool pprof -proto</c> and CockroachDB write.</summary>
internal static class ProtobufProfileReader
{
    public static Reading Read(Stream bytes, string source, ReaderLimits limits, CancellationToken cancellation) =>
        Read(bytes, source, 0, limits, cancellation);

    /// <param name="lengthHint">How many bytes to expect, 0 when unknown.</param>
    public static Reading Read(Stream bytes, string source, long lengthHint, ReaderLimits limits, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticList(source, limits);
        var (array, length, cut) = ProfileBytes.ReadAll(bytes, lengthHint, limits);
        if (cut) diagnostics.Add($"byte {length}", $"the profile is larger than {length} bytes (ReaderLimits.MaxProfileBytes); the rest is left out");
        cancellation.ThrowIfCancellationRequested();

        var message = new ProfileMessage(array, length, limits, diagnostics);
        var profile = message.ToProfile();
        return new()
        {
            Source = source,
            Format = $"{ProfileNames.InWords(profile.Name)} (protobuf)",
            Profile = profile,
            Snapshots = GoroutineSnapshot.Of(profile, source) is { } snapshot ? [snapshot with { Cut = cut || message.IsCut }] : [],
            Diagnostics = diagnostics.ToImmutable(),
        };
    }
}
