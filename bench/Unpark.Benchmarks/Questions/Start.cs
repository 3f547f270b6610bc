namespace Unpark.Benchmarks.Questions;

/// <summary>How long does the program take to start?</summary>
internal static class Start
{
    public static IEnumerable<Question> All { get; } =
    [
        new("start", "Starting up", [],
            [new("unpark --version", "unpark", "--version")],
            [new("go version", "go", "version"), new("panicparse -h", "panicparse", "-h")]) { Rounds = 21 },
    ];
}
