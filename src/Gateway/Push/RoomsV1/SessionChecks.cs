using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Registry;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// Looks again at who is connected: every two seconds whether the app is still there, and at the tokens themselves when apps, secrets or keys have changed,
/// or from time to time because a secret's grace may be over. Carries out <see cref="Evictions"/> too.
/// </summary>
internal sealed class SessionChecks : BackgroundService
{
    // As issue-wide promise: what is revoked is closed within two seconds.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTrust = TimeSpan.FromMinutes(5);

    private readonly ConnectionTable connections;
    private readonly Evictions evictions;
    private readonly TokenReader tokens;
    private readonly Apps apps;
    private readonly StoredApps stored;
    private readonly TimeProvider time;
    private long renewedAt;
    private long seenVersion = -1;
    private long lookedAt;
    private volatile bool isChanged;

    public SessionChecks(
        ConnectionTable connections, Evictions evictions, TokenReader tokens, Apps apps, StoredApps stored, IOptionsMonitor<AppsOptions> options, TimeProvider time)
    {
        (this.connections, this.evictions, this.tokens, this.apps, this.stored, this.time) = (connections, evictions, tokens, apps, stored, time);
        lookedAt = renewedAt = time.GetTimestamp();
        // For the life of the program, as this is.
        options.OnChange(_ => isChanged = true);
    }

    internal async Task CheckAsync(CancellationToken cancellation)
    {
        evictions.Run();
        RenewPlaces();
        if (!isChanged && seenVersion == stored.Version && time.GetElapsedTime(lookedAt) < LongestTrust) return;
        (isChanged, seenVersion, lookedAt) = (false, stored.Version, time.GetTimestamp());
        foreach (var connection in connections.All)
            if (connection.Protocol is IUserSession { User: { } user } session) await CheckAsync(session, user, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await CheckAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private void RenewPlaces()
    {
        if (time.GetElapsedTime(renewedAt) < Following.Lifetime / 3) return;
        renewedAt = time.GetTimestamp();
        foreach (var connection in connections.All)
            if (connection.Protocol is RoomsSession session) session.RenewPlace();
    }

    private async Task CheckAsync(IUserSession session, SessionUser user, CancellationToken cancellation)
    {
        if (user.Caller.App.Length > 0 && apps.IsGone(user.Caller.App)) session.Dismiss(SocketCodes.AppRemoved, "the app was removed");
        else if (user.Token is { } token && (await tokens.ReadAsync(token, cancellation)) is { Caller: null } verdict) session.Dismiss(ErrorCodes.TokenInvalid, verdict.Reason);
    }
}
