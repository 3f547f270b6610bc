using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Unpark.Monitor;
using Unpark.Monitor.Metrics;
using Unpark.Server.Access;
using Unpark.Server.Api;

namespace Unpark.Server.Health;

/// <summary>How the monitor itself is: for probes, for Prometheus, for whoever looks after it.</summary>
internal static class HealthRoutes
{
    private static readonly RoleMetadata ForAll = new(Role.None);

    public static void Map(IEndpointRouteBuilder routes, FleetMonitor monitor)
    {
        routes.MapGet("/healthz", http => TellAsync(http, StatusCodes.Status200OK, "ok\n")).WithMetadata(ForAll);
        routes.MapGet("/readyz", http => ReadyAsync(http, monitor)).WithMetadata(ForAll);
        routes.MapGet("/metrics", http => MetricsAsync(http, monitor));
        routes.MapGet("/debug/stats", http => http.Response.WriteAsJsonAsync(StatsAnswer.Of(monitor), ApiJson.Default.StatsAnswer, cancellationToken: http.RequestAborted));
    }

    // A store that takes nothing makes the monitor blind to the past; targets that are down do not.
    private static Task ReadyAsync(HttpContext http, FleetMonitor monitor) => monitor.IsKeeping
        ? TellAsync(http, StatusCodes.Status200OK, "ok\n")
        : TellAsync(http, StatusCodes.Status503ServiceUnavailable, "the store takes nothing; /debug/stats says why\n");

    private static Task MetricsAsync(HttpContext http, FleetMonitor monitor)
    {
        var form = MetricsForm.Of(http.Request.Headers.Accept.ToString());
        http.Response.ContentType = form.ContentType;
        return MonitorMetrics.WriteAsync(monitor, http.Response.BodyWriter, form, http.RequestAborted);
    }

    private static Task TellAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, Encoding.UTF8, http.RequestAborted);
    }
}
