using Microsoft.AspNetCore.Server.Kestrel.Core;
using Unpark.Model;
using Unpark.Monitor.Settings;

namespace Unpark.Server.Access;

/// <summary>What a caller can make us hold or wait for at most.</summary>
internal static class Limits
{
    /// <summary>Bytes of evidence as they come over the wire.</summary>
    public const int Evidence = 64 << 20;

    /// <summary>Bytes of any other body.</summary>
    public const int Note = 16 << 10;

    /// <summary>Pieces of evidence that are taken in at the same time.</summary>
    public const int EvidenceAtOnce = 4;

    /// <summary>Browsers that are told live.</summary>
    public const int Streams = 200;

    private const int Connections = 2_000;

    /// <summary>From the first byte of a body to its last.</summary>
    public static readonly TimeSpan Body = TimeSpan.FromSeconds(60);

    /// <summary>What evidence may unpack to.</summary>
    public static readonly ReaderLimits Readers = ReaderLimits.Default with { MaxBytes = 1L << 30, MaxProfileBytes = 256 << 20, MaxGenerationBytes = 256 << 20, MaxRatio = 200 };

    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10), Idle = TimeSpan.FromMinutes(2);

    /// <param name="certificate">Null: no TLS.</param>
    public static void Set(KestrelServerOptions kestrel, WebSettings settings, Certificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Evidence;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.RequestHeadersTimeout = Headers;
        kestrel.Limits.KeepAliveTimeout = Idle;
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Listen(settings.Listen, listen => certificate?.Show(listen));
    }
}
