using Unpark.Model;

namespace Unpark.Collectors.Http;

/// <summary>What a caller may decide about a live look.</summary>
public sealed record CollectOptions
{
    public static CollectOptions Default { get; } = new();

    /// <summary>For how long, in sum, the look may stop the program, as predicted: what exceeds it is left out and said.</summary>
    public TimeSpan AllowStop { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Take the traceback (<c>debug=2</c>) whatever it costs.</summary>
    public bool Traceback { get; init; }

    /// <summary>Take a series over this time; zero: one moment.</summary>
    public TimeSpan For { get; init; }

    public ReaderLimits Limits { get; init; } = ReaderLimits.Default;
}
