using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Unpark.Collectors.GoTest;

/// <summary>What stands behind "go test", told apart as go does: flags, packages, and words for the tests themselves.</summary>
/// <remarks>Source: testFlags in cmd/go/internal/test/testflag.go, Go 1.19 to 1.27: behind a flag that go does not know nothing is a package any more.</remarks>
public sealed record GoTestWords(ImmutableArray<string> Flags, ImmutableArray<string> Packages, ImmutableArray<string> Others)
{
    private static readonly FrozenSet<string> WithoutValue = FrozenSet.ToFrozenSet(
        ["a", "artifacts", "asan", "benchmem", "buildvcs", "c", "cover", "failfast", "fullpath", "i", "json", "linkshared", "modcacherw", "msan", "n", "race", "short", "trimpath", "v", "work", "x"]);

    private static readonly FrozenSet<string> WithValue = FrozenSet.ToFrozenSet(
    [
        "C", "asmflags", "bench", "benchtime", "blockprofile", "blockprofilerate", "buildmode", "compiler", "count", "covermode", "coverpkg", "coverprofile", "cpu", "cpuprofile",
        "exec", "fuzz", "fuzzcachedir", "fuzzminimizetime", "fuzztime", "gccgoflags", "gcflags", "installsuffix", "ldflags", "list", "memprofile", "memprofilerate", "mod", "modfile",
        "mutexprofile", "mutexprofilefraction", "o", "outputdir", "overlay", "p", "parallel", "pgo", "pkgdir", "run", "shuffle", "skip", "tags", "timeout", "toolexec", "trace", "vet",
    ]);

    // What decides which tests run, and files that the user wants of the first run.
    private static readonly FrozenSet<string> OfOneRun = FrozenSet.ToFrozenSet(
    [
        "artifacts", "blockprofile", "c", "count", "cover", "covermode", "coverpkg", "coverprofile", "cpu", "cpuprofile", "fuzz", "fuzztime", "json", "list", "memprofile",
        "mutexprofile", "n", "o", "outputdir", "trace", "v", "work", "x",
    ]);

    private static readonly FrozenSet<string> Choosing = FrozenSet.ToFrozenSet(["bench", "run", "skip"]);

    /// <summary>Programs read what go test prints: -json.</summary>
    public bool AsEvents => Flags.Any(flag => flag is "-json" or "--json" or "-json=true" or "--json=true");

    public static GoTestWords Of(IReadOnlyList<string> words)
    {
        var (flags, packages) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var end = 0;
        for (var packagesAt = -1; end < words.Count; end++)
        {
            var word = words[end];
            if (!word.StartsWith('-'))
            {
                if (packages.Count > 0 && packagesAt != end - 1) break;
                packages.Add(word);
                packagesAt = end;
                continue;
            }
            var name = NameOf(word);
            if (!WithoutValue.Contains(name) && !WithValue.Contains(name)) break;
            flags.Add(word);
            if (WithValue.Contains(name) && !word.Contains('=') && end + 1 < words.Count) flags.Add(words[++end]);
        }
        return new(flags.ToImmutable(), packages.ToImmutable(), [.. words.Skip(end)]);
    }

    /// <summary>The words that run one test of one package and nothing else, once.</summary>
    /// <param name="test">As go test names it: "TestTable/bad_one", "BenchmarkFetch".</param>
    /// <param name="processors">As -cpu takes them; null: as go test decides.</param>
    public ImmutableArray<string> Alone(string package, string test, string? processors = null)
    {
        var pattern = string.Join('/', test.Split('/').Select(part => $"^{Regex.Escape(part)}$"));
        string[] chosen = test.StartsWith("Benchmark", StringComparison.Ordinal) ? ["-run=^$", "-bench=" + pattern] : ["-run=" + pattern];
        return [.. Without(OfOneRun, Choosing), "-count=1", .. processors is null ? Array.Empty<string>() : ["-cpu=" + processors], .. chosen, package, .. Others];
    }

    /// <summary>The words that run the same tests again, so often on each number of processors.</summary>
    public ImmutableArray<string> Again(int count, string processors) =>
        [.. Without(OfOneRun), "-count=" + count.ToString(CultureInfo.InvariantCulture), "-cpu=" + processors, .. Packages, .. Others];

    private IEnumerable<string> Without(params FrozenSet<string>[] names)
    {
        for (var i = 0; i < Flags.Length; i++)
        {
            var name = NameOf(Flags[i]);
            var length = WithValue.Contains(name) && !Flags[i].Contains('=') ? 2 : 1;
            if (!names.Any(set => set.Contains(name)))
            {
                foreach (var word in Flags.Skip(i).Take(length)) yield return word;
            }
            i += length - 1;
        }
    }

    // "run" of "-run", "--run=X" and "-test.run"
    private static string NameOf(string word)
    {
        var name = word.TrimStart('-').Split('=')[0];
        return name.StartsWith("test.", StringComparison.Ordinal) ? name["test.".Length..] : name;
    }
}
