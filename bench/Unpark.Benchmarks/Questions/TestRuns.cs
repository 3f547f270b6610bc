namespace Unpark.Benchmarks.Questions;

/// <summary>What does watching cost a <c>go test</c>?</summary>
internal static class TestRuns
{
    // Tests that leave nothing behind: one that leaks is given time to settle, which is the leak's cost. The test left out wants a go command with symbols.
    private static readonly string[] Words =
    [
        "-count=1", "-short", "-vet=off", "-skip=TestCmdGoNoHTTPServer",
        "bufio", "context", "encoding/json", "fmt", "io", "log/slog", "net/http", "os/exec", "regexp", "sort", "strconv", "strings", "sync", "text/template",
    ];

    public static IEnumerable<Question> All { get; } =
    [
        new("test-overhead", "The tests of 14 packages of Go's standard library, none of which leaks", [],
            [new("unpark test", ["unpark", "test", .. Words])],
            [new("go test", ["go", "test", .. Words]) { Goal = 1.10 }]) { Rounds = 7 },
    ];
}
