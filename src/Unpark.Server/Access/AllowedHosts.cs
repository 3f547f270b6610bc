using System.Net;
using Microsoft.AspNetCore.Http;
using Unpark.Monitor.Settings;

namespace Unpark.Server.Access;

/// <summary>By which names we may be asked where there are no tokens.</summary>
/// <remarks>
/// A page of somebody else whose name is made to point at 127.0.0.1 (DNS rebinding) would be of one origin with us, in its browser's eyes;
/// what it cannot do is to come without its name. With tokens it has nothing: a browser keeps passwords by name.
/// </remarks>
internal static class AllowedHosts
{
    public static void Require(HttpRequest request, WebSettings settings)
    {
        var name = request.Host.Host;
        if (IPAddress.TryParse(name.Trim('[', ']'), out _) || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return;
        if (settings.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase) || settings.ExternalUrl?.Host.Equals(name, StringComparison.OrdinalIgnoreCase) == true) return;
        throw new RefusalException(StatusCodes.Status403Forbidden, "this server is not asked by that name: use its address, or add the name under web: hosts: in unpark.yaml");
    }
}
