using System.Net;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Server.Access;

/// <summary>Nobody exposes a page by accident.</summary>
internal static class SafeSettings
{
    /// <exception cref="WebServerException">Other machines could read and write without a token.</exception>
    public static void Require(WebSettings settings)
    {
        if (!IPAddress.IsLoopback(settings.Listen.Address) && settings.Tokens.IsEmpty)
            throw new WebServerException($"{settings.Listen} can be reached from other machines, and there are no tokens: make one with 'unpark serve --new-token NAME' and put its hash under web: tokens: in unpark.yaml, or listen on 127.0.0.1");
    }
}
