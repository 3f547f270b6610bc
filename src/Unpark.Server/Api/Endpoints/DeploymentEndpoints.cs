using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Unpark.Server.Access;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Notes of deployments, by which findings are judged.</summary>
internal static class DeploymentEndpoints
{
    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Post("/services/{service}/deployments", "Notes that a new version of a service runs from now on", ApiJson.Default.DeploymentAnswer, NoteAsync)
            with { Body = ApiJson.Default.DeploymentNote, BodyType = "application/json" },
    ];

    private static async Task<DeploymentAnswer> NoteAsync(ApiCall call)
    {
        var service = call.Service().Name;
        var note = await NoteOfAsync(call);
        var version = Names.Require(note.Version ?? "", "version");
        var now = call.Now;
        await call.Monitor.DeployedAsync(service, version, "note", call.Cancellation);
        return new(now, version, "note");
    }

    private static async Task<DeploymentNote> NoteOfAsync(ApiCall call)
    {
        if (!call.Http.Request.HasJsonContentType()) throw new RefusalException(StatusCodes.Status415UnsupportedMediaType, "expected Content-Type: application/json");
        try
        {
            return JsonSerializer.Deserialize(await call.BodyAsync(Limits.Note), ApiJson.Default.DeploymentNote) ?? throw Wrong();
        }
        catch (JsonException)
        {
            throw Wrong();
        }
    }

    private static RefusalException Wrong() => ApiCall.Bad("expected { \"version\": \"v1.2.3\" }");
}

/// <param name="Version">Of the program: "v1.4.2".</param>
internal sealed record DeploymentNote(string? Version);
