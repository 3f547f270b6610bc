using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Unpark.Monitor;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Server.Access;
using Unpark.Server.Api;
using Unpark.Server.Api.Answers;
using Unpark.Server.Health;
using Unpark.Server.Pages;

namespace Unpark.Server;

/// <summary>Shows what a monitor knows: the API, the page, metrics.</summary>
/// <remarks>
/// <code>
/// await using var server = await WebServer.StartAsync(monitor, settings.Web);
/// Console.WriteLine(server.Address);
/// </code>
/// The monitor belongs to the caller.
/// </remarks>
public sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly Gate _gate;
    private readonly DayTrends _trends;
    private readonly Certificate? _certificate;
    private readonly WebSettings _started;

    private WebServer(WebApplication app, WebSettings settings, Certificate? certificate, Gate gate, DayTrends trends) =>
        (_app, _started, _certificate, _gate, _trends) = (app, settings, certificate, gate, trends);

    /// <summary>"http://127.0.0.1:7070/"; of a listen on all addresses the loopback one.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <param name="failed">Told of requests that failed by a fault of ours.</param>
    /// <exception cref="WebServerException">The settings are not safe, the certificate is none, or the address cannot be listened on.</exception>
    public static async Task<WebServer> StartAsync(FleetMonitor monitor, WebSettings settings, Action<Exception>? failed = null, CancellationToken cancellation = default)
    {
        SafeSettings.Require(settings);
        var trends = new DayTrends(monitor);
        var gate = new Gate(settings, monitor.Time);
        var certificate = settings.CertificateFile is { } file ? new Certificate(file, settings.KeyFile) : null;
        var server = new WebServer(Build(monitor, settings, certificate, gate, trends, failed ?? (_ => { })), settings, certificate, gate, trends);
        try
        {
            await server._app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await server.DisposeAsync();
            throw new WebServerException($"cannot listen on {settings.Listen}: {(e.InnerException ?? e).Message.TrimEnd('.')}; choose another address with --listen", e);
        }
        server.Address = AddressOf(server._app);
        trends.Start();
        return server;
    }

    /// <summary>Other tokens, names of hosts and files of the certificate from now on; the files are read anew. The address, and whether TLS is spoken, are as at the start.</summary>
    /// <exception cref="WebServerException">They are not safe for the address of the start, or hold no certificate; those before stay in force.</exception>
    public void Use(WebSettings settings)
    {
        SafeSettings.Require(settings with { Listen = _started.Listen });
        if (settings.CertificateFile is { } file) _certificate?.Use(file, settings.KeyFile);
        _gate.Use(settings);
    }

    /// <summary>Answers that are under way get a second to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _trends.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(FleetMonitor monitor, WebSettings settings, Certificate? certificate, Gate gate, DayTrends trends, Action<Exception> failed)
    {
        // Empty: no file beside the program and no variable of its surroundings may change what is served to whom.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "unpark" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limits.Set(kestrel, settings, certificate));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = PatienceAtEnd);

        var app = builder.Build();
        app.Use(new Refusals(failed).AnswerAsync);
        app.Use(SecurityHeaders.SetAsync);
        app.UseRouting();
        app.Use(gate.CheckAsync);
        ApiRoutes.Map(app, new(monitor, trends, app.Lifetime.ApplicationStopping));
        HealthRoutes.Map(app, monitor);
        PageRoutes.Map(app);
        return app;
    }

    private static Uri AddressOf(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(address.Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//[::1]:", StringComparison.Ordinal) + "/");
    }

    /// <summary>The process belongs to the caller: signals are not ours.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
