using Unpark.Knowledge.Libraries;

namespace Unpark.Analysis;

/// <summary>The clients of net/http in the last moment, counted.</summary>
/// <param name="Unread">HTTP/1 connections with a response that is not read to its end.</param>
/// <param name="Idle">HTTP/1 connections that are idle or unanswered.</param>
/// <param name="Streams">HTTP/2 requests that are not over.</param>
/// <param name="Unanswered">Goroutines that wait for the header of a response.</param>
/// <param name="Reading">Goroutines that read or copy the body of a response.</param>
internal sealed record HttpClients(long Unread, long Idle, long Streams, long Unanswered, long Reading)
{
    public static HttpClients Of(Evidence evidence)
    {
        long unread = 0, idle = 0, streams = 0, unanswered = 0, reading = 0;
        foreach (var site in evidence.Sites)
        {
            if (HttpClientConnection.IsUnreadBody(site.Known, site.Kind)) unread += site.Count;
            else if (HttpClientConnection.IsIdleOrUnanswered(site.Known, site.Kind)) idle += site.Count;
            else if (HttpClientConnection.IsOpenStream(site.Known)) streams += site.Count;
            else if (HttpClientConnection.AwaitsAnswer(site.Stack)) unanswered += site.Count;
            else if (HttpClientConnection.ReadsBody(site.Stack)) reading += site.Count;
        }
        return new(unread, idle, streams, unanswered, reading);
    }
}
