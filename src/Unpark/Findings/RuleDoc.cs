namespace Unpark.Findings;

/// <summary>What a rule says of itself. Help, docs/rules, SARIF and the page are made from it, and from nothing else.</summary>
/// <param name="Id">"UP1001": never reused.</param>
/// <param name="Name">"abandoned-sender"</param>
/// <param name="Title">One line, as a statement about the program.</param>
/// <param name="Why">How this comes about, in two or three sentences.</param>
/// <param name="Confirm">How a person makes sure.</param>
/// <param name="Fix">What to change, true for every Go version the rule applies to.</param>
public sealed record RuleDoc(string Id, string Name, FindingClass Class, string Title, string Why, string Confirm, string Fix)
{
    /// <summary>A short Go example: what leaks and what does not.</summary>
    public string? Example { get; init; }

    /// <summary>"Go 1.27, or 1.26 built with GOEXPERIMENT=goroutineleakprofile", with the reason; null when the rule holds for all.</summary>
    public string? Versions { get; init; }

    /// <summary>The highest confidence the rule can give.</summary>
    public Confidence MaxConfidence { get; init; } = Confidence.Proven;
}
