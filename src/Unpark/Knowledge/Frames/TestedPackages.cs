using Unpark.Model;

namespace Unpark.Knowledge.Frames;

/// <summary>The packages whose own tests run in the evidence: who runs them works on them, also where they are Go's or another module's.</summary>
internal sealed class TestedPackages
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public static TestedPackages None { get; } = new();

    public static TestedPackages Of(IEnumerable<CallStack> stacks)
    {
        var tested = new TestedPackages();
        foreach (var stack in stacks)
        {
            if (TestFrames.IsTest(stack)) tested.Add(stack);
        }
        return tested;
    }

    public bool IsEmpty => _paths.Count == 0;

    /// <param name="package">Unescaped import path.</param>
    public bool Contains(string package) => _paths.Contains(package);

    // Tests outside of their package are in one of their own, "net/http_test".
    private void Add(CallStack stack)
    {
        foreach (var frame in stack.Frames)
        {
            if (!frame.File.EndsWith("_test.go", StringComparison.Ordinal)) continue;
            var package = GoFunctionName.PackageOf(frame.Function);
            _paths.Add(package);
            if (package.EndsWith("_test", StringComparison.Ordinal)) _paths.Add(package[..^"_test".Length]);
        }
    }
}
