using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Monitor.Alerts;

/// <summary>A receiver on loopback that keeps what is posted to it.</summary>
internal sealed class ReceivedPosts : IDisposable
{
    private readonly DaemonPlace _place = new();
    private readonly HttpListener _listener = new();

    public ReceivedPosts()
    {
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ReceiveAsync();
    }

    public Uri Address => _place.Uri(0);

    /// <summary>Answers so many requests with 500 first.</summary>
    public int Failures { get; set; }

    /// <summary>Path and body of each.</summary>
    public ConcurrentQueue<string> Posts { get; } = [];

    public async Task<string> NextAsync()
    {
        for (var waited = 0; waited < 3000; waited++, await Task.Delay(20))
        {
            if (Posts.TryDequeue(out var post)) return post;
        }
        throw new TimeoutException("nothing was posted within a minute");
    }

    public void Dispose()
    {
        _listener.Close();
        _place.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var call = await _listener.GetContextAsync();
                using var reader = new StreamReader(call.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                var fails = Failures-- > 0;
                if (!fails) Posts.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{call.Request.Url!.AbsolutePath} {body}"));
                call.Response.StatusCode = fails ? 500 : 200;
                call.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            _listener.Abort(); // the test is over
        }
    }
}
