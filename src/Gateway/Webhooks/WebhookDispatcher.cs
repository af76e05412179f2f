using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Webhooks;

/// <summary>Runs one <see cref="AppWebhooks"/> for every app that is configured with a webhook, as the configuration has them now.</summary>
internal sealed class WebhookDispatcher : BackgroundService
{
    private readonly IOptionsMonitor<AppsOptions> apps;
    private readonly GrainCalls grains;
    private readonly OutgoingCalls calls;
    private readonly IOptions<OutgoingOptions> options;
    private readonly WebhookMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<AppWebhooks> logger;
    private readonly SemaphoreSlim changed = new(1);
    private readonly IDisposable? watching;
    // At first use: this is made before a start has looked at the options.
    private readonly Lazy<SemaphoreSlim> all;
    private readonly ConcurrentDictionary<string, Running> running = new(StringComparer.Ordinal);

    public WebhookDispatcher(
        IOptionsMonitor<AppsOptions> apps, GrainCalls grains, OutgoingCalls calls, IOptions<OutgoingOptions> options, WebhookMetrics metrics, TimeProvider time,
        ILogger<AppWebhooks> logger)
    {
        (this.apps, this.grains, this.calls, this.options, this.metrics, this.time, this.logger) = (apps, grains, calls, options, metrics, time, logger);
        all = new Lazy<SemaphoreSlim>(() => new SemaphoreSlim(options.Value.Concurrency));
        watching = apps.OnChange(_ => changed.Release());
    }

    /// <summary>Null: the app has no webhook.</summary>
    public WebhookHealth? HealthOf(string app) => running.TryGetValue(app, out var found) ? found.Webhooks.Health : null;

    public override void Dispose()
    {
        // First: a change during the end must not find what is gone.
        watching?.Dispose();
        changed.Dispose();
        if (all.IsValueCreated) all.Value.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(stoppingToken);
                await ReconcileAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        await Task.WhenAll(running.Values.Select(app => app.StopAsync()));
    }

    private async Task ReconcileAsync(CancellationToken cancellation)
    {
        foreach (var (name, app) in running)
            if (OptionsOf(name) is null && running.TryRemove(name, out _)) await app.StopAsync();
        foreach (var name in apps.CurrentValue.Apps.Keys)
            if (OptionsOf(name) is not null && !running.ContainsKey(name)) running[name] = Start(name, cancellation);
    }

    private WebhookOptions? OptionsOf(string app) =>
        apps.CurrentValue.Apps.TryGetValue(app, out var found) && found.Webhooks.Url.Length > 0 ? found.Webhooks : null;

    private Running Start(string app, CancellationToken cancellation)
    {
        var webhooks = new AppWebhooks(app, () => OptionsOf(app), grains, calls, all.Value, options.Value.ConcurrencyPerApp, metrics, time, logger);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        return new Running(webhooks, stop, webhooks.RunAsync(stop.Token));
    }

    private sealed record Running(AppWebhooks Webhooks, CancellationTokenSource Stop, Task Loop)
    {
        public async Task StopAsync()
        {
            await Stop.CancelAsync();
            await Loop;
            Webhooks.Dispose();
            Stop.Dispose();
        }
    }
}
