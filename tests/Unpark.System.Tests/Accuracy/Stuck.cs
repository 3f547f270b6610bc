namespace Unpark.Tests.Accuracy;

/// <summary>What must be said of one place where goroutines are stuck.</summary>
/// <param name="File">"simple.go"</param>
/// <param name="Classes">Any of them is right: a goroutine that locks its own lock twice is a matter of locks and a deadlock.</param>
/// <param name="Cause">In the words of the literature; empty: none asked for.</param>
internal sealed record Stuck(string File, int Line, string[] Classes, string Cause = "")
{
    public bool IsAt(Said said) => said.Line == Line && said.File.EndsWith("/" + File, StringComparison.Ordinal);

    public override string ToString() => $"{File}:{Line}";
}
