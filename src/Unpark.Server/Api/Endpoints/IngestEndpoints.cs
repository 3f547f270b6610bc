using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Unpark.Findings;
using Unpark.Monitor.Pushed;
using Unpark.Rendering.Json;
using Unpark.Server.Access;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Evidence that a program, or a job beside it, sends by itself.</summary>
internal static class IngestEndpoints
{
    private static readonly TimeSpan PatienceForPlace = TimeSpan.FromSeconds(10);

    private static readonly SemaphoreSlim Places = new(Limits.EvidenceAtOnce);

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Post(
            "/ingest",
            "Takes in evidence of any kind that Unpark reads (goroutine profile, traceback, crash, leak profile, trace, race report), gzip or not, and says what is wrong",
            ApiJson.Default.IngestAnswer,
            TakeAsync,
            new("service", "Whose it is", IsRequired: true),
            new("instance", "Which of its programs; the address it comes from unless given"),
            new("version", "Of the program; a new one is a deployment")) with { BodyType = "application/octet-stream" },
    ];

    private static async Task<IngestAnswer> TakeAsync(ApiCall call)
    {
        RequireKnownEncoding(call.Http.Request);
        var (service, instance, version) = (Name(call, "service"), Name(call, "instance"), Name(call, "version"));
        if (service is null) throw ApiCall.Bad("service is missing: whose evidence is it?");
        instance ??= call.Http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (!await Places.WaitAsync(PatienceForPlace, call.Cancellation)) throw new RefusalException(StatusCodes.Status503ServiceUnavailable, $"{Limits.EvidenceAtOnce} pieces of evidence are being taken in; try again in a moment");
        try
        {
            var content = await call.BodyAsync(Limits.Evidence);
            var (snapshot, report) = await call.Monitor.PushAsync(new(service, instance, version ?? "", content), Limits.Readers, call.Cancellation);
            return new(SnapshotInfo.Of(snapshot, service), FindingsOf(report));
        }
        catch (PushException e)
        {
            throw new RefusalException(e.IsFull ? StatusCodes.Status429TooManyRequests : StatusCodes.Status415UnsupportedMediaType, e.Message);
        }
        finally
        {
            Places.Release();
        }
    }

    // Gzip is what profiles are anyway; the reader unpacks it, under its limits.
    private static void RequireKnownEncoding(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip")) throw new RefusalException(StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding is {encoding}, expected gzip or none");
    }

    private static string? Name(ApiCall call, string parameter) => call.Text(parameter) is { } name ? Names.Require(name, parameter) : null;

    private static JsonElement FindingsOf(Report report)
    {
        using var json = new MemoryStream();
        ReportJson.Write(report with { Groups = [] }, json);
        using var document = JsonDocument.Parse(json.GetBuffer().AsMemory(0, (int)json.Length));
        return document.RootElement.GetProperty("findings").Clone();
    }
}

/// <param name="Findings">What this evidence alone shows, as in the JSON report.</param>
internal sealed record IngestAnswer(SnapshotInfo Snapshot, JsonElement Findings);
