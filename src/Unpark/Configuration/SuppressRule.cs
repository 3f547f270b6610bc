namespace Unpark.Configuration;

/// <summary>Findings that a person tolerates. Each pattern given must fit; at least one is.</summary>
/// <param name="Place">".unpark.yaml:12"</param>
/// <param name="Rule">Id or name of a rule, case ignored.</param>
/// <param name="Function">The function where goroutines wait.</param>
/// <param name="File">The file where goroutines wait, as printed.</param>
/// <param name="Expires">The last day it holds.</param>
internal sealed record SuppressRule(
    string Place,
    string Reason,
    string? Rule = null,
    string? Fingerprint = null,
    NamePattern? Function = null,
    NamePattern? File = null,
    DateOnly? Expires = null);
