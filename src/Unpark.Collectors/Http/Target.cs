using System.Diagnostics.CodeAnalysis;
using Unpark.Knowledge.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>A Go program that serves net/http/pprof: where it is, and how to ask it.</summary>
public sealed record Target
{
    /// <summary>Scheme, host and port: "http://10.0.3.7:6060/".</summary>
    public required Uri Root { get; init; }

    /// <summary>Path of the pprof index, or of what the program puts before <c>/debug/pprof</c>; kept with a slash before and none behind. Empty: the default.</summary>
    public string Path { get; init => field = value.Trim('/') is { Length: > 0 } path ? "/" + path : ""; } = "";

    /// <summary>Set when the address names one profile, with its query ("goroutine?debug=2"): that one is taken and nothing else.</summary>
    public string? Profile { get; init; }

    /// <summary>Path of a Unix domain socket to connect to instead of the host of <see cref="Root"/>.</summary>
    public string? Socket { get; init; }

    public Access Access { get; init; } = Access.Default;

    /// <summary>Until the connection stands, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest silence of the target after a request. Added to it: the time a profile itself is asked to take, and its predicted stop.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From a request to the last byte of its answer, where a target goes on sending a little; none by default. What is added to <see cref="AnswerTimeout"/> is added to it, too.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.MaxValue;

    /// <summary>Bytes of one answer as they come over the wire; the rest of a longer one is left out. What they unpack to is bounded by <see cref="Model.ReaderLimits"/>.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>New attempts when no connection came about. An answer, whatever it is, is never asked for again.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The address for messages: without credentials, path and query.</summary>
    public string Name => Socket is null ? $"{(Root.Scheme == Uri.UriSchemeHttps ? "https://" : "")}{Root.Authority}" : $"unix:{Socket}";

    /// <summary>Where the index page may be, likeliest first.</summary>
    internal IEnumerable<Uri> Indexes =>
        Path.Length == 0 ? [At(PprofEndpoints.DefaultPath)]
        : Path.Contains("pprof", StringComparison.Ordinal) ? [At(Path)]
        : [At(Path + PprofEndpoints.DefaultPath), At(Path)];

    /// <summary>Understands "http://host:6060", "host:6060", ":6060", "unix:/path.sock", each with a base path behind it or the full address of a profile.</summary>
    /// <param name="error">A sentence without the text itself: what was expected and what to write instead.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Target? target, [NotNullWhen(false)] out string? error) =>
        TargetAddress.TryParse(text, out target, out error);

    private Uri At(string path) => new(Root, path + "/");
}
