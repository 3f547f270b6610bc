using Unpark.Model;
using Unpark.Rendering.Terminal;

namespace Unpark.Tests.Rendering.Terminal;

/// <summary>How far a reader must look for a file depends on where they stand.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("/home/me/orders", "queue/worker.go:14")]
    [InlineData("/home/me/orders/queue", "worker.go:14")]
    [InlineData("/home/me/order", "/home/me/orders/queue/worker.go:14")]
    [InlineData("/elsewhere", "/home/me/orders/queue/worker.go:14")]
    [InlineData("/", "/home/me/orders/queue/worker.go:14")]
    [InlineData(null, "/home/me/orders/queue/worker.go:14")]
    public void Files_below_the_folder_of_the_reader_are_named_from_there(string? folder, string place)
    {
        var stack = new CallStack([new("main.work", "/home/me/orders/queue/worker.go", 14)]);
        using var output = new StringWriter();
        ReportText.Write(Reports.With(Reports.Bare with { Stack = stack }), output, TextStyle.Plain with { Folder = folder });
        Assert.Contains($"  {place}  main.work\n", output.ToString(), StringComparison.Ordinal);
    }
}
