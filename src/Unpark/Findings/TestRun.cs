using Unpark.Model;

namespace Unpark.Findings;

/// <summary>One test of a <c>go test</c> that was watched, with how it ended; of several runs the worst.</summary>
public sealed record TestRun(string Package, TestResult Result);
