using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Unpark.Collectors;
using Unpark.Server.Access;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Looks that somebody asks for. Only at targets that the settings name: an address is never taken from a request.</summary>
internal static class LookEndpoints
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(10);

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Post("/targets/{key}/look", "Takes a profile of a target now, and a traceback and a leak profile where they fit into the stop that its settings allow; keeps them", ApiJson.Default.SnapshotsAnswer, LookAsync),
    ];

    private static async Task<SnapshotsAnswer> LookAsync(ApiCall call)
    {
        var key = call.Part("key");
        var target = call.Monitor.Target(key) ?? throw ApiCall.NotFound($"there is no target {key}");
        if (target.Target.Asked is null) throw ApiCall.Bad($"{key} sends by itself and cannot be asked");
        if (call.Now - target.DeepLookAt < Apart) throw new RefusalException(StatusCodes.Status429TooManyRequests, $"{key} was looked at just now; a look may stop it, so try again in {Apart.TotalSeconds:0} s");
        try
        {
            var taken = await call.Monitor.LookNowAsync(key, call.Cancellation) ?? throw ApiCall.NotFound($"there is no target {key}");
            return new([.. taken.Select(snapshot => SnapshotInfo.Of(snapshot, target.Target.Service))]);
        }
        catch (TargetException e)
        {
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }
}
