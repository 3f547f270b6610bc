using System.Collections.Immutable;
using System.Net;
using System.Text;
using Unpark.Collectors;
using Unpark.Collectors.Http;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>A service that lists targets (<c>http_sd_configs</c>).</summary>
internal sealed record HttpSource(Uri Address, Access Access, TimeSpan RefreshInterval) : DiscoverySource(RefreshInterval)
{
    private const long MaxBytes = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override string Name => Address.GetLeftPart(UriPartial.Path);

    public override async Task<ImmutableArray<TargetGroup>> FindAsync(TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            using var connection = new TargetConnection(new Target { Root = new(Address, "/"), Access = Access, AnswerTimeout = Patience, ConnectTimeout = Patience, MaxBytes = MaxBytes }, time);
            var answer = await connection.GetAsync(Address, cancellation: cancellation);
            if (answer.Status != HttpStatusCode.OK) throw new DiscoveryException(Name, $"expected a list of targets, found the answer {(int)answer.Status}");
            if (answer.Cut) throw new DiscoveryException(Name, $"the list is longer than {MaxBytes >> 20} MiB");
            return TargetGroupsText.Read(Encoding.UTF8.GetString(answer.Body), Name);
        }
        catch (TargetException e)
        {
            throw new DiscoveryException(Name, e.Sentence, e);
        }
    }
}
