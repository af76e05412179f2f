using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Shutdown;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.Limits;

namespace Rooms.Gateway.Control;

/// <summary><c>GET /control</c>: the WebSocket of media nodes in other processes (rooms-v1 section 7). The secret is checked before anything is allocated.</summary>
internal static class ControlEndpoint
{
    private const string Prefix = "Bearer ";

    private static readonly TimeSpan IdleDeadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);

    public static void AddControl(this IServiceCollection services) => services
        .AddSingleton<NodeRegistration>().AddSingleton<NodeReports>().AddSingleton<PublishAsks>().AddSingleton<ControlSessions>()
        .AddSingleton<LocalNode>().AddHostedService(provider => provider.GetRequiredService<LocalNode>());

    public static void MapControl(this WebApplication app) => app.MapGet("/control", AcceptAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> AcceptAsync(
        HttpContext context, IOptionsMonitor<ControlOptions> options, FailedAttempts failed, ControlSessions sessions, Drain drain,
        IHostApplicationLifetime lifetime)
    {
        if (Refuse(context, options.CurrentValue.Secret, failed) is { } problem) return problem;
        if (drain.IsBegun) return new Problem(ErrorCodes.Draining, "this gateway is stopping");
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = IdleDeadline });
        using var connection = new WebSocketControlConnection(socket);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var session = sessions.Make(connection, IdleDeadline);
        await sessions.RunAsync(session, either.Token);
        return TypedResults.Empty;
    }

    private static Problem? Refuse(HttpContext context, string secret, FailedAttempts failed)
    {
        if (secret.Length == 0) return new Problem(ErrorTable.NotFound, "nodes of other processes are not served: Control:Secret is not set");
        var address = context.Connection.RemoteIpAddress;
        if (failed.Check(address) is { } tooMany) return tooMany;
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !Secrets.Match(header[Prefix.Length..], secret))
            return failed.Count(address) ?? new Problem(ErrorCodes.TokenInvalid, "wrong control secret");
        return context.WebSockets.IsWebSocketRequest ? null : new Problem(ErrorCodes.BodyInvalid, "a WebSocket is wanted");
    }
}
