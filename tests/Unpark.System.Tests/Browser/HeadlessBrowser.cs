using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unpark.Tests.Browser;

/// <summary>
/// A Chromium without a window, driven by its DevTools protocol over a pipe: messages of JSON with a zero byte behind
/// each. It ends with the pipe, so none is left behind when a test run dies.
/// </summary>
public sealed class HeadlessBrowser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Flags =
    [
        "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
    ];

    private readonly TestFolder _profile = new();
    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly ConcurrentDictionary<string, BrowserPage> _pages = new(StringComparer.Ordinal);
    private readonly Task _reading;
    private int _lastId;

    public HeadlessBrowser()
    {
        var browser = InstalledBrowser.Found ?? throw new InvalidOperationException(BrowserTheoryAttribute.NoBrowser);
        // The browser reads descriptor 3 and writes descriptor 4; .NET can only hand over the first three.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", browser.Program, .. Flags, $"--user-data-dir={_profile.Path}", "about:blank"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in browser.Environment) start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{browser.Program} did not start");
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>An empty page of its own, with a clock of its own for what it asks and complains.</summary>
    public async Task<BrowserPage> OpenAsync()
    {
        var target = await SendAsync(null, "Target.createTarget", new() { ["url"] = "about:blank" });
        var session = await SendAsync(null, "Target.attachToTarget", new() { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true });
        var page = new BrowserPage(this, session.GetProperty("sessionId").GetString()!);
        _pages[page.Session] = page;
        foreach (var domain in (string[])["Page", "Runtime", "Network", "Log"]) await SendAsync(page.Session, $"{domain}.enable", []);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000)) _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
        // Its last helpers may still write while it goes.
        for (var times = 0; ; times++)
        {
            try
            {
                _profile.Dispose();
                return;
            }
            catch (IOException) when (times < 20)
            {
                await Task.Delay(100);
            }
        }
    }

    internal async Task<JsonElement> SendAsync(string? session, string method, JsonObject parameters)
    {
        var message = new JsonObject { ["id"] = Interlocked.Increment(ref _lastId), ["method"] = method, ["params"] = parameters };
        if (session is not null) message["sessionId"] = session;
        var answer = _waiting[_lastId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = _process.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + '\0'));
        await stream.FlushAsync();
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ReadAsync()
    {
        var (stream, message, buffer) = (_process.StandardOutput.BaseStream, new MemoryStream(), new byte[1 << 16]);
        for (var read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
        {
            var start = 0;
            for (var end = buffer.AsSpan(0, read).IndexOf((byte)0); end >= 0; end = buffer.AsSpan(start, read - start).IndexOf((byte)0))
            {
                message.Write(buffer, start, end);
                Receive(message.ToArray());
                message.SetLength(0);
                start += end + 1;
            }
            message.Write(buffer, start, read - start);
        }
        foreach (var answer in _waiting.Values) answer.TrySetException(new InvalidOperationException("the browser ended"));
    }

    private void Receive(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var message = document.RootElement.Clone();
        if (message.TryGetProperty("id", out var id))
        {
            if (!_waiting.TryRemove(id.GetInt32(), out var answer)) return;
            if (message.TryGetProperty("error", out var error)) answer.SetException(new InvalidOperationException(error.GetRawText()));
            else answer.SetResult(message.GetProperty("result"));
        }
        else if (message.TryGetProperty("sessionId", out var session) && _pages.TryGetValue(session.GetString()!, out var page))
        {
            page.Receive(message.GetProperty("method").GetString()!, message.GetProperty("params"));
        }
    }
}
