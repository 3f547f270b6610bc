using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Unpark.Monitor.Targets.Discovery.Names;

/// <summary>What <c>/etc/resolv.conf</c> says (resolv.conf(5)).</summary>
internal static class ResolverFile
{
    public const string Path = "/etc/resolv.conf";

    /// <summary>Without any server where there is no such file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Resolvers Read() => File.Exists(Path) ? Read(File.ReadAllLines(Path)) : Read([]);

    public static Resolvers Read(IEnumerable<string> lines)
    {
        var servers = ImmutableArray.CreateBuilder<IPEndPoint>();
        ImmutableArray<string> search = [];
        var dots = 1;
        foreach (var line in lines)
        {
            switch (line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                case ["nameserver", var address, ..] when IPAddress.TryParse(address, out var server):
                    servers.Add(new(server, Resolvers.Port));
                    break;
                case ["search" or "domain", .. var domains]:
                    search = [.. domains.Select(domain => domain.TrimEnd('.')).Where(domain => domain.Length > 0)];
                    break;
                case ["options", .. var options]:
                    dots = options.Select(DotsOf).LastOrDefault(found => found is not null) ?? dots;
                    break;
            }
        }
        return new(servers.ToImmutable(), search, dots);
    }

    private static int? DotsOf(string option) =>
        option.StartsWith("ndots:", StringComparison.Ordinal) && int.TryParse(option["ndots:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var dots) ? dots : null;
}
