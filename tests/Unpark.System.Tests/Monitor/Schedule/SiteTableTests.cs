using Unpark.Configuration;
using Unpark.Model;
using Unpark.Monitor.Schedule;

namespace Unpark.Tests.Monitor.Schedule;

public class SiteTableTests
{
    public static TheoryData<string> Versions => [.. TestData.GoVersions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Stacks_that_are_known_are_counted_as_when_they_were_new(string version)
    {
        var table = new SiteTable(UserConfiguration.Empty);
        var first = table.CountsOf(Read($"{version}/goroutine.pb.gz"), 1000);
        var second = table.CountsOf(Read($"{version}/goroutine.pb.gz"), 1000);
        Assert.NotEmpty(first.Sites);
        Assert.Equal(string.Join('\n', first.Sites), string.Join('\n', second.Sites));
        Assert.Equal(first.GoVersion, second.GoVersion);
    }

    [Fact]
    public void Another_program_with_the_same_stacks_has_the_same_sites_and_its_own_version()
    {
        var table = new SiteTable(UserConfiguration.Empty);
        table.CountsOf(Read("go1.19.8/goroutine.pb.gz"), 1000);
        var newer = table.CountsOf(Read("go1.27.4/goroutine.pb.gz"), 1000);
        Assert.Equal(new SiteTable(UserConfiguration.Empty).CountsOf(Read("go1.27.4/goroutine.pb.gz"), 1000), newer, (a, b) => a.GoVersion == b.GoVersion && a.Sites.Select(site => (site.Site.Fingerprint, site.Count)).Order().SequenceEqual(b.Sites.Select(site => (site.Site.Fingerprint, site.Count)).Order()));
    }

    [Fact]
    public void Who_writes_the_evidence_is_no_site_also_the_second_time()
    {
        var table = new SiteTable(UserConfiguration.Empty);
        for (var time = 0; time < 2; time++)
        {
            Assert.DoesNotContain(table.CountsOf(Read("go1.27.4/goroutine.pb.gz"), 1000).Sites, site => site.Site.Function.StartsWith("net/http/pprof.", StringComparison.Ordinal));
        }
    }

    private static Snapshot Read(string file)
    {
        using var bytes = File.OpenRead(TestData.Path(file));
        return Assert.Single(EvidenceReader.Read(bytes, file).Snapshots);
    }
}
