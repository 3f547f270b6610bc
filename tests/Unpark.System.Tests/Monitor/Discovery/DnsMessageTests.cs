using Unpark.Monitor.Targets.Discovery.Names;

namespace Unpark.Tests.Monitor.Discovery;

public class DnsMessageTests
{
    /// <summary>What dnsmasq 2.90 answered for two records, number 0x1234: the names of the answers lead back to that of the question.</summary>
    private static readonly byte[] Answer = Convert.FromHexString(
        "123485800001000200000000065f7070726f66045f746370066f726465727304746573740000210001c00c002100010000000000150000000517ad0161066f7264657273047465737400c00c002100010000000000150000000517ae0162066f7264657273047465737400");

    [Fact]
    public void An_answer_is_read_with_names_that_lead_back()
    {
        Assert.True(DnsMessage.TryReadAnswer(Answer, 0x1234, DnsType.Srv, out var answer));
        Assert.Equal([("a.orders.test", 6061), ("b.orders.test", 6062)], answer.Records.Select(record => (record.Host, record.Port)));
        Assert.False(DnsMessage.TryReadAnswer(Answer, 0x1235, DnsType.Srv, out _));
        Assert.False(DnsMessage.TryReadAnswer(DnsMessage.Question(0x1234, "a.test", DnsType.Srv), 0x1234, DnsType.Srv, out _));
    }

    [Fact]
    public void A_name_that_leads_to_itself_ends()
    {
        byte[] ring = [.. Answer];
        (ring[12], ring[13]) = (0xC0, 12);
        Assert.False(DnsMessage.TryReadAnswer(ring, 0x1234, DnsType.Srv, out _));
    }

    [Fact]
    public void Damaged_answers_throw_nothing()
    {
        var mutator = new Mutator(seed: 7);
        var read = Enumerable.Range(0, 20_000).Count(_ => DnsMessage.TryReadAnswer(mutator.Damage(Answer), 0x1234, DnsType.Srv, out var _));
        Assert.InRange(read, 100, 19_900);
        for (var length = 0; length < Answer.Length; length++) DnsMessage.TryReadAnswer(Answer.AsSpan(0, length), 0x1234, DnsType.Srv, out _);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("ä.test")]
    [InlineData("a-label-of-more-than-sixty-three-letters-is-longer-than-dns-can-carry.test")]
    public void What_is_no_name_is_not_asked_for(string name) => Assert.Null(DnsMessage.Question(1, name, DnsType.A));

    [Theory]
    [InlineData("nameserver 10.0.0.2\nsearch a.test b.test\noptions ndots:2", "db", "db.a.test db.b.test db")]
    [InlineData("nameserver 10.0.0.2\nsearch a.test\noptions ndots:2", "db.x.y", "db.x.y db.x.y.a.test")]
    [InlineData("# none\nsearch a.test", "db.", "db.")]
    [InlineData("nameserver not-an-address", "db", "db")]
    public void Short_names_are_completed_as_the_machine_does(string file, string name, string asked)
    {
        var resolvers = ResolverFile.Read(file.Split('\n'));
        Assert.Equal(asked, string.Join(' ', resolvers.NamesOf(name)));
        Assert.Equal(file.Contains("10.0.0.2", StringComparison.Ordinal) ? "10.0.0.2:53" : "", string.Join(' ', resolvers.Servers));
    }
}
