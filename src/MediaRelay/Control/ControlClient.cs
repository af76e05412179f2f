using System.Net.WebSockets;
using Rooms.Contracts.Control;

namespace Rooms.MediaRelay.Control;

/// <summary>
/// Keeps the node connected to the control plane. While there is no connection the node goes on with what it carries and with the keys it has: viewers
/// come and go, but no new publisher starts.
/// </summary>
internal sealed partial class ControlClient(
    ControlDialer dialer, NodeIdentity identity, ControlLinkParts parts, ControlState state, IHostApplicationLifetime lifetime, ILogger<ControlClient> logger) : BackgroundService
{
    private readonly Backoff backoff = new(Random.Shared);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!dialer.IsConfigured)
        {
            LogUnconfigured();
            return;
        }
        // Ports are known, and answered on, from then on.
        await WaitForStartAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var reason = await ConnectAsync(stoppingToken);
            if (stoppingToken.IsCancellationRequested || dialer.IsBesideGateway) return;
            var wait = backoff.Next();
            LogDisconnected(dialer.Target, reason, wait);
            await Task.Delay(wait, parts.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitForStartAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource();
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<string> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            var connection = await dialer.ConnectAsync(cancellation);
            using var owned = connection as IDisposable;
            var register = identity.Introduce(dialer.IsBesideGateway);
            using var link = new ControlLink(connection, register, parts);
            return await link.RunAsync(() => Registered(register), cancellation);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The innermost says what: refused, unknown host, a certificate that is not trusted.
            return e.GetBaseException().Message;
        }
        finally
        {
            state.IsConnected = false;
        }
    }

    private void Registered(Register register)
    {
        backoff.Reset();
        state.IsConnected = true;
        LogRegistered(register.Node, dialer.Target);
    }
}
