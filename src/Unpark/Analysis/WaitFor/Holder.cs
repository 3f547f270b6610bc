namespace Unpark.Analysis.WaitFor;

/// <summary>A goroutine that may hold a lock.</summary>
internal sealed record Holder(Party Party, Basis Basis);
