using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Linting;

/// <summary>What was found in one package.</summary>
/// <param name="Suppressed">Found, and ignored by a comment with a reason.</param>
/// <param name="Diagnostics">Comments that suppress nothing.</param>
public sealed record LintResult(ImmutableArray<Finding> Findings, ImmutableArray<SuppressedFinding> Suppressed, ImmutableArray<Diagnostic> Diagnostics, int Lines);
