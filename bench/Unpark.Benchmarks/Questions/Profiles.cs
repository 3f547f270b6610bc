namespace Unpark.Benchmarks.Questions;

/// <summary>How fast are profiles shown and compared, beside <c>go tool pprof</c>?</summary>
internal static class Profiles
{
    // Without symbolization both look at nothing but the file.
    private static Contestant Pprof(double goal, params string[] arguments) =>
        new($"go tool pprof {arguments[0]}", ["pprof", "-symbolize=none", .. arguments]) { Goal = goal };

    public static IEnumerable<Question> All { get; } =
    [
        new("profile-top", "Top of a profile with 200,000 distinct stacks, 21 MB, gzipped 14 MB", ["stacks-200k.pb.gz"],
            [new("unpark top", "unpark", "top", "{0}")],
            [Pprof(1 / 60.0, "-top", "{0}"), new("zcat", "zcat", "{0}") { Goal = 2.5 }]) { Rounds = 3 },
        new("profile-traces", "Every stack of a profile with 200,000 distinct stacks", ["stacks-200k.pb.gz"],
            [new("unpark traces", "unpark", "traces", "{0}")],
            [Pprof(1 / 8.0, "-traces", "{0}"), new("zcat", "zcat", "{0}") { Goal = 4.5 }]) { Rounds = 5 },
        new("profile-diff", "Two profiles with 200,000 distinct stacks compared", ["stacks-200k.pb.gz", "stacks-200k.before.pb.gz"],
            [new("unpark diff", "unpark", "diff", "{1}", "{0}")],
            [
                new("go tool pprof -proto -diff_base", "pprof", "-symbolize=none", "-proto", "-output=/dev/null", "-diff_base={1}", "{0}") { Goal = 1 / 9.0 },
                new("zcat of one", "zcat", "{0}") { Goal = 3 },
            ]) { Rounds = 5 },
        new("profile-text", "Top of a text profile (debug=1), 129 MB", ["stacks-20k.debug1.txt"],
            [new("unpark top", "unpark", "top", "{0}")],
            [Pprof(1 / 5.0, "-top", "{0}"), new("wc -l", "wc", "-l", "{0}") { Goal = 10 }]),
        new("profile-heap", "Top of a heap profile of 100,000 sites, gzipped 5 MB", ["heap.pb.gz"],
            [new("unpark top", "unpark", "top", "{0}")],
            [Pprof(1 / 15.0, "-top", "{0}"), new("zcat", "zcat", "{0}") { Goal = 2.5 }]) { Rounds = 5 },
        new("profile-ordinary", "An ordinary profile, 27 kB: the whole command, start-up included", ["goroutines-10k.pb.gz"],
            [new("unpark top", "unpark", "top", "{0}"), new("unpark (diagnosis)", "unpark", "{0}")],
            [new("go tool pprof -top, as typed", "go", "tool", "pprof", "-top", "{0}") { Goal = 0.45 }, new("pprof binary, called directly", "pprof", "-top", "{0}")]) { Rounds = 21 },
    ];
}
