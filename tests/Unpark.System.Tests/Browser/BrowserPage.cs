using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unpark.Tests.Browser;

/// <summary>One page: what a person does with it, and what it asks for and complains about.</summary>
public sealed class BrowserPage
{
    private readonly HeadlessBrowser _browser;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private TaskCompletionSource _loaded = new();

    internal BrowserPage(HeadlessBrowser browser, string session) => (_browser, Session) = (browser, session);

    internal string Session { get; }

    /// <summary>Errors and warnings of scripts, of the policy and of the loader, in their order.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Addresses it asked for, itself included.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public async Task GoToAsync(string address)
    {
        _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = await SendAsync("Page.navigate", new() { ["url"] = address });
        if (answer.TryGetProperty("errorText", out var error)) throw new InvalidOperationException($"{address}: {error}");
        await _loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>The value of an expression; a promise is waited for.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer.TryGetProperty("exceptionDetails", out var failure)) throw new InvalidOperationException($"{expression}: {failure}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async Task<string> TextAsync(string expression) => (await EvaluateAsync(expression)).ToString();

    /// <summary>Waits until an expression is true, for half a minute.</summary>
    public async Task UntilAsync(string expression)
    {
        for (var end = DateTime.UtcNow.AddSeconds(30); !(await EvaluateAsync($"Boolean({expression})")).GetBoolean(); await Task.Delay(15))
        {
            if (DateTime.UtcNow > end) throw new TimeoutException($"never true: {expression}; the page: {await TextAsync("document.body.innerText")}");
        }
    }

    /// <summary>Clicks the middle of the element, of its first line where it is broken into several.</summary>
    public async Task ClickAsync(string selector)
    {
        var place = await EvaluateAsync($"(e => {{ e.scrollIntoView({{ block: 'center' }}); const [r] = e.getClientRects(); return [r.x + r.width / 2, r.y + r.height / 2]; }})(document.querySelector({JsonSerializer.Serialize(selector)}))");
        await DragAsync(place[0].GetDouble(), place[0].GetDouble(), place[1].GetDouble());
    }

    /// <summary>Presses the button at one place and lets it go at another, or at the same.</summary>
    public async Task DragAsync(double from, double to, double y)
    {
        await MoveToAsync(from, y);
        await PressMouseAsync("mousePressed", from, y);
        if (from != to) await SendAsync("Input.dispatchMouseEvent", new() { ["type"] = "mouseMoved", ["x"] = to, ["y"] = y, ["button"] = "left", ["buttons"] = 1 });
        await PressMouseAsync("mouseReleased", to, y);
    }

    public Task MoveToAsync(double x, double y) => SendAsync("Input.dispatchMouseEvent", new() { ["type"] = "mouseMoved", ["x"] = x, ["y"] = y });

    /// <param name="key">As in KeyboardEvent.key: "Enter", "ArrowDown", "Tab".</param>
    public async Task PressAsync(string key)
    {
        var code = key switch { "Enter" => 13, "Escape" => 27, "Tab" => 9, "ArrowLeft" => 37, "ArrowUp" => 38, "ArrowRight" => 39, "ArrowDown" => 40, "Home" => 36, _ => 0 };
        await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = key == "Enter" ? "keyDown" : "rawKeyDown", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = key == "Enter" ? "\r" : "" });
        await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    public Task TypeAsync(string text) => SendAsync("Input.insertText", new() { ["text"] = text });

    public Task SetThemeAsync(bool dark) => SendAsync("Emulation.setEmulatedMedia", new()
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
    });

    public Task SetSizeAsync(int width, int height) => SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });

    /// <summary>Shows it as it would be printed.</summary>
    public Task PrintAsync() => SendAsync("Emulation.setEmulatedMedia", new() { ["media"] = "print" });

    public Task ForbidScriptsAsync() => SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });

    /// <summary>The whole page as PNG.</summary>
    public async Task<byte[]> PictureAsync()
    {
        var answer = await SendAsync("Page.captureScreenshot", new() { ["format"] = "png", ["captureBeyondViewport"] = true });
        return answer.GetProperty("data").GetBytesFromBase64();
    }

    internal void Receive(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue(parameters.GetProperty("request").GetProperty("url").GetString()!);
                break;
            case "Runtime.exceptionThrown":
                _complaints.Enqueue(parameters.GetProperty("exceptionDetails").ToString());
                break;
            case "Runtime.consoleAPICalled" when parameters.GetProperty("type").GetString() is "error" or "warning" or "assert":
                _complaints.Enqueue(parameters.GetProperty("args").ToString());
                break;
            case "Log.entryAdded" when parameters.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning":
                _complaints.Enqueue(parameters.GetProperty("entry").GetProperty("text").ToString());
                break;
        }
    }

    private Task<JsonElement> PressMouseAsync(string kind, double x, double y) =>
        SendAsync("Input.dispatchMouseEvent", new() { ["type"] = kind, ["x"] = x, ["y"] = y, ["button"] = "left", ["clickCount"] = 1 });

    private Task<JsonElement> SendAsync(string method, JsonObject parameters) => _browser.SendAsync(Session, method, parameters);
}
