using System.Net.Http.Headers;
using System.Text;
using Unpark.Collectors.Http;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Monitor.Alerts;

/// <summary>Posts to a receiver, with the credentials and the trust that its settings name. Redirects are not followed.</summary>
internal sealed class Poster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Receiver _receiver;
    private readonly TransportHandler _handler;
    private readonly HttpClient _http;

    /// <exception cref="Collectors.TargetException">A certificate file cannot be used.</exception>
    public Poster(Receiver receiver)
    {
        _receiver = receiver;
        _handler = new(new Target { Root = new(receiver.Address, "/"), Access = receiver.Access, ConnectTimeout = Patience });
        _http = new(_handler.Handler) { Timeout = Patience };
    }

    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public async Task PostAsync(Uri address, byte[] body, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        var access = _receiver.Access;
        if (access.BearerToken is { } token) request.Headers.Authorization = new("Bearer", token);
        else if (access.Basic is { } basic) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.UserName}:{basic.Password}")));
        foreach (var (name, value) in access.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}
