namespace Unpark.Model;

/// <summary>The line where a group waits, as its owner sees it: the first frame that is neither the runtime's nor a library's, else the library's own.</summary>
/// <param name="Frame">The line.</param>
/// <param name="Library">Name of the library ("net/http", "grpc-go") when the line is a known background goroutine's; null for user code.</param>
public sealed record Site(Frame Frame, string? Library = null)
{
    public override string ToString() => Frame.ToString();
}
