namespace Unpark.Benchmarks.Questions;

/// <summary>How fast is a traceback (<c>debug=2</c>) read, grouped and diagnosed?</summary>
internal static class Tracebacks
{
    public static IEnumerable<Question> All { get; } =
    [
        new("traceback-10k", "A traceback of 10,000 goroutines, 11 MB", ["dump-10k.txt"],
            [new("unpark", "unpark", "{0}")],
            [new("panicparse", "panicparse", "-rebase=false", "{0}"), new("wc -l", "wc", "-l", "{0}")]),
        new("traceback-100k", "A traceback of 100,000 goroutines, 104 MB", ["dump-100k.txt"],
            [new("unpark", "unpark", "{0}")],
            [new("panicparse", "panicparse", "-rebase=false", "{0}") { Goal = 1 / 120.0 }, new("wc -l", "wc", "-l", "{0}")]) { Rounds = 3 },
        new("traceback-1m", "A traceback of 1,000,000 goroutines, 1 GB", ["dump-1m.txt"],
            [new("unpark", "unpark", "{0}")],
            [
                new("awk, states only", "awk", "-F[][,]", "/^goroutine /{n[$2]++} END{for(s in n) print n[s], s}", "{0}") { Goal = 0.6 },
                new("wc -l", "wc", "-l", "{0}") { Goal = 5 },
            ]),
    ];
}
