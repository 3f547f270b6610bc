using Unpark.Model;

namespace Unpark.Knowledge.Frames;

/// <summary>Frames of package testing, and what they say of the goroutine they stand in.</summary>
/// <remarks>Source: testing/testing.go and testing/synctest/synctest.go, Go 1.19 to 1.27.</remarks>
internal static class TestFrames
{
    /// <summary>Goroutine 1 of a test binary: the main function that go test writes, or what it calls.</summary>
    public static bool IsMain(Frame frame) => frame.Function == "testing.(*M).Run" || frame.File == "_testmain.go";

    /// <summary>Of a test, or of what runs or started one: the program is a test binary.</summary>
    public static bool IsOfTests(Frame frame) => frame.Function is "testing.tRunner" or "testing.(*T).Run" || IsMain(frame) || frame.File.EndsWith("_test.go", StringComparison.Ordinal);

    /// <summary>Stands in goroutine 1 for as long as tests run; gone once they are done.</summary>
    public static bool RunsTests(CallStack stack) => stack.Frames.Any(frame => frame.Function == "testing.runTests");

    /// <summary>The goroutine of one test or subtest: its function stands above this frame.</summary>
    public static bool IsTest(CallStack stack) => stack.Entry is { Function: "testing.tRunner" };

    /// <summary>Waits for a subtest, for its turn as a parallel test, or for its parallel subtests: another test is what hangs.</summary>
    public static bool WaitsForTest(CallStack stack)
    {
        foreach (var frame in stack.Frames)
        {
            if (frame.Function is "testing.(*T).Run" or "testing.(*T).Parallel" or "testing.tRunner.func1"
                or "testing/synctest.testingSynctestTest" or "internal/synctest.Run") return true;
            if (!frame.Function.StartsWith("runtime.", StringComparison.Ordinal) && !frame.Function.StartsWith("testing.", StringComparison.Ordinal)) return false;
        }
        return false;
    }
}
