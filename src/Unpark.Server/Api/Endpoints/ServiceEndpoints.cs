using System.Collections.Immutable;
using Unpark.Monitor;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Services and their instances.</summary>
internal static class ServiceEndpoints
{
    private const int MostEvents = 100;

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Get("/services", "All services: how many goroutines, how that was over the last day, what is wrong", ApiJson.Default.ServicesAnswer, ListAsync),
        ApiEndpoint.Get("/services/{service}", "One service: its instances, findings, deployments and what happened lately", ApiJson.Default.ServiceAnswer, ShowAsync),
    ];

    private static Task<ServicesAnswer> ListAsync(ApiCall call)
    {
        var findings = call.Monitor.Findings.ToLookup(finding => finding.Service, StringComparer.Ordinal);
        // Instances that sent once and are silent by now are missed by nobody.
        var past = call.Monitor.PastServices.Select(service => service with { Instances = [] });
        var services = call.Monitor.Services.Concat(past).OrderBy(service => service.Name, StringComparer.Ordinal).Select(service => new ServiceSummary(service.Name, service.Instances.Length, service.Up, service.Goroutines, call.Trends.Of(service), findings[service.Name].Count())
        {
            Version = VersionOf(service),
            Worst = findings[service.Name].FirstOrDefault() is { } worst ? FindingSummary.Of(worst) : null,
        });
        return Task.FromResult(new ServicesAnswer([.. services], call.Monitor.Problems));
    }

    private static async Task<ServiceAnswer> ShowAsync(ApiCall call)
    {
        var name = call.Part("service");
        var findings = await call.Store.FindingsAsync(name, call.Cancellation);
        // A service whose instances are all gone still has a past.
        var service = call.Monitor.Service(name) ?? (findings.IsEmpty ? throw ApiCall.NotFound($"there is no service {name}") : new ServiceState(name, [], 0, null));
        var deployments = await call.Store.DeploymentsAsync(name, call.Cancellation);
        var events = await call.Store.EventsAsync(name, MostEvents, call.Cancellation);
        return new(
            name,
            service.Goroutines,
            [.. service.Instances.Select(InstanceAnswer.Of)],
            [.. findings.Select(FindingSummary.Of)],
            [.. deployments.Select(DeploymentAnswer.Of)],
            [.. events.Select(EventAnswer.Of)])
        {
            Version = VersionOf(service) ?? deployments.FirstOrDefault()?.Version,
        };
    }

    // Of instances that change over one by one: what most of them are.
    private static string? VersionOf(ServiceState service) => service.Instances
        .Where(instance => instance.Target.Version.Length > 0)
        .GroupBy(instance => instance.Target.Version)
        .MaxBy(same => same.Count())?.Key;
}
