using Unpark.Model;
using Unpark.Source;

namespace Unpark.Tests.Source;

/// <summary>Which packages are read together with one: each test has a module, and frames of the evidence as "file:function".</summary>
public sealed class PackageSetsTests
{
    private const string Queue = "-- internal/queue/queue.go --\npackage queue\n\nfunc Push() {\n}\n\n";
    private const string Server = "-- server/server.go --\npackage server\n\nimport \"example.com/app/internal/queue\"\n\nfunc Serve() { queue.Push() }\n\n";
    private const string Main = "-- cmd/app/main.go --\npackage main\n\nimport \"example.com/app/server\"\n\nfunc main() { server.Serve() }\n\n";
    private const string Other = "-- cmd/other/main.go --\npackage main\n\nimport \"example.com/app/internal/queue\"\n\nfunc main() { queue.Push() }\n\n";

    [Fact]
    public void The_program_is_the_main_package_of_the_evidence_and_what_it_imports() =>
        Check(Queue + Server + Main + Other, "internal/queue/queue.go:queue.Push", "main queue server, the program", "cmd/app/main.go:main.main");

    [Fact]
    public void Without_a_main_package_in_the_evidence_the_only_one_that_imports_the_package_is_it() =>
        Check(Queue + Server + Main, "internal/queue/queue.go:queue.Push", "main queue server, the program");

    [Fact]
    public void Which_of_two_main_packages_runs_is_not_guessed() =>
        Check(Queue + Server + Main + Other, "internal/queue/queue.go:queue.Push", "main main queue server, with all users");

    [Fact]
    public void A_package_that_nobody_imports_may_have_users_elsewhere() =>
        Check(Queue + Server, "server/server.go:server.Serve", "server queue");

    [Fact]
    public void A_main_package_that_imports_none_of_its_module_stands_alone() =>
        Check(Queue + "-- main.go --\npackage main\n\nfunc main() { }\n", "main.go:main.main", "main", "internal/queue/queue.go:queue.Push");

    [Fact]
    public void What_the_module_cache_holds_is_not_the_users() =>
        Check(Queue + Server.Replace("server/server.go", "cache/server/server.go", StringComparison.Ordinal), "cache/server/server.go:server.Serve", "server");

    [Fact]
    public void The_package_of_a_test_is_read_with_what_it_imports_and_may_have_other_users() =>
        Check(Queue + Server + "-- server/server_test.go --\npackage server\n\nfunc TestServe() { Serve() }\n" + Main, "server/server.go:server.Serve", "server queue", "server/server_test.go:server.TestServe");

    [Fact]
    public void More_source_than_the_bound_is_left_out_and_then_the_program_is_not_known() =>
        Check(Queue + Server.Replace("\n\nfunc", $"\n\n/*{new string('x', 4 << 20)}*/\n\nfunc", StringComparison.Ordinal) + Main, "cmd/app/main.go:main.main", "main server");

    private static void Check(string module, string asked, string expected, params string[] others)
    {
        var files = new ModuleText(module);
        Frame[] frames = [.. others.Prepend(asked).Select(FrameOf)];
        var sources = new PackageSources(files, others.Any(other => other.Contains("_test.go", StringComparison.Ordinal)));
        var package = sources.Find(frames[0], SourceOperation.Any)!.Value.Package;
        var set = sources.SetsOf(frames).Around(package);
        Assert.Contains(package, set.Packages);
        Assert.Equal(expected, string.Join(" ", set.Packages.Select(one => one.Name)) + (set.IsProgram ? ", the program" : set.HasAllUsers ? ", with all users" : ""));

        Frame FrameOf(string place)
        {
            var (path, function) = ($"/app/{place.Split(':')[0]}", place.Split(':')[1]);
            var lines = System.Text.Encoding.UTF8.GetString(files.Read(path)!.Value.Span).Split('\n');
            return new(function.StartsWith("main.", StringComparison.Ordinal) ? function : $"example.com/app/{function}", path, Array.FindIndex(lines, line => line.StartsWith("func ", StringComparison.Ordinal)) + 1);
        }
    }
}
