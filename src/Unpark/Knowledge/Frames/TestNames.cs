namespace Unpark.Knowledge.Frames;

/// <summary>Functions that <c>go test</c> runs by their name.</summary>
internal static class TestNames
{
    private static readonly string[] Prefixes = ["Test", "Benchmark", "Fuzz", "Example"];

    /// <summary>"TestFetch" of "example.com/two.TestFetch.func1.2"; null where no test encloses the function.</summary>
    public static string? EnclosingTest(string? function)
    {
        if (function is null) return null;
        var name = GoFunctionName.Parse(function);
        return name.Receiver is null && Prefixes.Any(prefix => Is(name.Name, prefix)) ? name.Name : null;
    }

    // As isTest in cmd/go/internal/load/test.go: TestX, Test, Test_x, but not Testing.
    private static bool Is(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || !char.IsLower(name[prefix.Length]));
}
