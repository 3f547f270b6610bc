namespace Unpark.GoSyntax;

/// <summary>What is taken from hostile source at most; beyond it the tree is partial and an error says so.</summary>
public sealed record ParseLimits
{
    public static ParseLimits Default { get; } = new();

    /// <summary>Bytes of one file; of a longer one nothing is read. Generated files reach 10 MB.</summary>
    public int MaxBytes { get; init; } = 64 << 20;

    /// <summary>Statements, expressions and types inside one another. Written code stays below 100.</summary>
    public int MaxDepth { get; init; } = 1000;

    /// <summary>Operators, calls and selectors in one chain: <c>a + b + c</c> has two.</summary>
    public int MaxChain { get; init; } = 10_000;

    /// <summary>Errors kept of one file.</summary>
    public int MaxErrors { get; init; } = 100;
}
