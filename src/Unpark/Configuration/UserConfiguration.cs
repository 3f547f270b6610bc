using System.Collections.Immutable;
using Unpark.Knowledge.Libraries;
using Unpark.Model;

namespace Unpark.Configuration;

/// <summary>What users tell Unpark in files of theirs: goroutines they know, goroutines they do not want to hear of, and findings they tolerate.</summary>
/// <remarks>Documented in docs/configuration.md. A section more is a property here and a line in <see cref="ConfigurationReader"/>.</remarks>
public sealed record UserConfiguration
{
    public static UserConfiguration Empty { get; } = new();

    /// <summary>Asked before the table of libraries.</summary>
    internal ImmutableArray<KnownGoroutine> Known { get; init; } = [];

    internal ImmutableArray<IgnoreRule> Ignore { get; init; } = [];

    internal ImmutableArray<SuppressRule> Suppress { get; init; } = [];

    /// <summary>What is wrong with the text, by line. A configuration with errors is not to be used: half of it would say something else than its author.</summary>
    public ImmutableArray<Diagnostic> Errors { get; init; } = [];

    /// <summary>Both together; of goroutines that both know, this one's rows are asked first.</summary>
    public UserConfiguration Then(UserConfiguration other) => new()
    {
        Known = [.. Known, .. other.Known],
        Ignore = [.. Ignore, .. other.Ignore],
        Suppress = [.. Suppress, .. other.Suppress],
        Errors = [.. Errors, .. other.Errors],
    };
}
