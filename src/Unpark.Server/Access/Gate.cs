using System.Net;
using Microsoft.AspNetCore.Http;
using Unpark.Monitor.Settings;

namespace Unpark.Server.Access;

/// <summary>Who may come in: by the name they call us, the page they come from and the token they carry.</summary>
internal sealed class Gate(WebSettings settings, TimeProvider time)
{
    private readonly FailedAttempts _failed = new(time);
    private volatile WebSettings _settings = settings;

    public void Use(WebSettings settings) => _settings = settings;

    public Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var asked = http.GetEndpoint()?.Metadata.GetMetadata<RoleMetadata>()?.Role ?? Role.Read;
        if (asked == Role.None) return next(http);
        var now = _settings;
        if (now.Tokens.IsEmpty) AllowedHosts.Require(http.Request, now);
        else RequireToken(http, now, asked);
        CrossSite.Refuse(http.Request);
        return next(http);
    }

    private void RequireToken(HttpContext http, WebSettings now, Role asked)
    {
        var caller = http.Connection.RemoteIpAddress ?? IPAddress.None;
        var carried = Credentials.Of(http.Request);
        if (carried is not null && _failed.Wait(caller) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw new RefusalException(StatusCodes.Status429TooManyRequests, "too many requests with a wrong token came from this address; try again later");
        }
        if (carried is null || now.Tokens.FirstOrDefault(token => token.Hash.Fits(carried)) is not { } known)
        {
            if (carried is not null) _failed.Add(caller);
            http.Response.Headers.WWWAuthenticate = ChallengeFor(http.Request);
            throw new RefusalException(StatusCodes.Status401Unauthorized, $"{(carried is null ? "a token is needed" : "the token is not known")}: send it as 'Authorization: Bearer TOKEN', or as the password of any user");
        }
        if (asked == Role.Write && !known.MayWrite)
            throw new RefusalException(StatusCodes.Status403Forbidden, $"the token \"{known.Name}\" may read; this needs one with the role write");
    }

    // Browsers ask people for a name and a password where Basic is wanted: for an address that a person opens, not for what the page asks, which has a field of its own.
    private static string ChallengeFor(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) ? "Basic realm=\"unpark\", charset=\"UTF-8\"" : "Bearer realm=\"unpark\"";
}
