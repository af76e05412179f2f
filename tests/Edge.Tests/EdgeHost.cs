using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rooms.Testing;

namespace Rooms.Edge.Tests;

/// <summary>A server on a free loopback port that answers every request with how it saw it.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<string> refused = new();

    private EdgeHost(WebApplication app)
    {
        this.app = app;
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, source) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name == "rooms.edge.connections_refused") source.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => refused.Enqueue((string)tags[0].Value!));
        listener.Start();
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Reasons of connections that were closed at their PROXY header.</summary>
    public string[] Refused => [.. refused];

    /// <param name="time">Null: the system's.</param>
    /// <param name="loopback">127.0.0.1 or [::1].</param>
    /// <param name="settings">The configuration.</param>
    public static async Task<EdgeHost> StartAsync(TimeProvider? time = null, string loopback = "127.0.0.1", params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{loopback}:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        if (time is not null) builder.Services.AddSingleton(time);
        // Twice, as two roles in one process do.
        builder.Services.AddEdge().AddEdge();
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsJsonAsync(
            new Seen(context.Connection.RemoteIpAddress!.ToString(), context.Request.Scheme, context.Request.Host.Value!)));
        await app.StartAsync();
        return new EdgeHost(app);
    }

    /// <summary>Asks from the address <paramref name="from"/>, where it is given.</summary>
    public async Task<Seen> GetAsync(string? from = null, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, _) => ConnectAsync(from) });
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<Seen>())!;
    }

    /// <summary>The TCP connection alone.</summary>
    public async Task<RawClient> DialAsync(string? from = null) => new(await ConnectAsync(from));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        listener.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(string? from)
    {
        var address = IPAddress.Parse(Address.Host);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(address, Address.Port);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
