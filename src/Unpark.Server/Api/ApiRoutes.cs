using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Unpark.Server.Access;
using Unpark.Server.Api.Endpoints;

namespace Unpark.Server.Api;

/// <summary>All addresses of the API.</summary>
internal static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        .. ServiceEndpoints.All,
        .. FindingEndpoints.All,
        .. HistoryEndpoints.All,
        .. SnapshotEndpoints.All,
        .. EventEndpoints.All,
        .. DeploymentEndpoints.All,
        .. IngestEndpoints.All,
        .. LookEndpoints.All,
        .. OpenApiDocument.All,
    ];

    public static void Map(IEndpointRouteBuilder routes, ApiContext context)
    {
        foreach (var endpoint in All)
        {
            routes.MapMethods(Root + endpoint.Path, [endpoint.Method], http => endpoint.Run(new(http, context))).WithMetadata(new RoleMetadata(endpoint.Role));
        }
    }
}
