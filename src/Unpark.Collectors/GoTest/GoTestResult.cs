using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Collectors.GoTest;

/// <summary>What a watched <c>go test</c> gave.</summary>
/// <param name="ExitCode">That of go test.</param>
/// <param name="Binaries">One a test binary that ran its tests to the end, by folder; packages whose result was cached have left nothing.</param>
/// <param name="Outputs">Crashes, time-outs and race reports out of what was printed.</param>
public sealed record GoTestResult(int ExitCode, ImmutableArray<TestBinary> Binaries, ImmutableArray<PackageOutput> Outputs, ImmutableArray<Diagnostic> Diagnostics);
