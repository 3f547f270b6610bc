using System.Collections.Immutable;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>What happened, and what happens.</summary>
internal static class EventEndpoints
{
    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Get("/events", "What happened, newest first", ApiJson.Default.EventsAnswer, ListAsync, new("service", "Of one service; of all unless given"), new("most", "How many, 100 unless given", "integer")),
        ApiEndpoint.GetOther("/stream", "Server-sent events: 'happened' with an event as in /events, 'looked' with the count of an instance", "text/event-stream", LiveStream.RunAsync),
    ];

    private static async Task<EventsAnswer> ListAsync(ApiCall call) =>
        new([.. (await call.Store.EventsAsync(call.Text("service"), call.Number("most", 100, 1000), call.Cancellation)).Select(EventAnswer.Of)]);
}
