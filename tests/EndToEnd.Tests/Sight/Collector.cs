using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Sight;

/// <summary>Takes OTLP over HTTP, as a collector does, and keeps what came by path.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string? Key, byte[] Body)> exports = new();
    private readonly SemaphoreSlim arrived = new(0);

    private Collector(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.Run(collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Waits for an export to this path that holds all of these bytes, and answers the key that it came with.</summary>
    public async Task<string?> WaitAsync(string path, params byte[][] parts)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            foreach (var (to, key, body) in exports)
                if (to == path && Holds(body, parts)) return key;
            await arrived.WaitAsync(deadline.Token);
        }
    }

    /// <summary>Has such an export come so far?</summary>
    public bool Has(string path, params byte[][] parts) => exports.Any(export => export.Path == path && Holds(export.Body, parts));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private static bool Holds(byte[] body, byte[][] parts) => parts.All(part => body.AsSpan().IndexOf(part) >= 0);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        exports.Enqueue((context.Request.Path, context.Request.Headers["x-api-key"], body.ToArray()));
        arrived.Release();
    }
}
