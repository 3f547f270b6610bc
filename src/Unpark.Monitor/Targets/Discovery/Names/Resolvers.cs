using System.Collections.Immutable;
using System.Net;

namespace Unpark.Monitor.Targets.Discovery.Names;

/// <summary>Whom to ask, and what short names may stand for.</summary>
/// <param name="Servers">The first that answers counts.</param>
/// <param name="Search">Domains that are tried behind a short name.</param>
/// <param name="Dots">A name with so many is tried as it is first.</param>
internal sealed record Resolvers(ImmutableArray<IPEndPoint> Servers, ImmutableArray<string> Search, int Dots)
{
    public const int Port = 53;

    /// <summary>One server, and names as they are.</summary>
    public static Resolvers Only(IPEndPoint server) => new([server.Port == 0 ? new(server.Address, Port) : server], [], 1);

    /// <summary>What to ask for, in order; a dot at the end says that the name is whole.</summary>
    public IEnumerable<string> NamesOf(string name)
    {
        if (name.EndsWith('.')) return [name];
        var searched = Search.Select(domain => $"{name}.{domain}");
        return name.Count(letter => letter == '.') >= Dots ? searched.Prepend(name) : searched.Append(name);
    }
}
