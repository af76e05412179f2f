using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Urls;
using Rooms.Gateway.Http;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>
/// Push and play URLs (rooms-v1 section 3) on the node that has the stream. A node that announces no host or HTTP port of its own is reached where
/// the client reached us. Who came over TLS is given URLs under TLS, as far as the node serves them.
/// </summary>
internal sealed class StreamUrls(IOptionsMonitor<UrlsOptions> options, TimeProvider time)
{
    private const string Application = "live";

    /// <summary>Counted from the stream's making, so that a repeated command gets the first answer again.</summary>
    public StreamGrantDto Grant(string streamId, DateTimeOffset createdAt, RelayNode node, HttpRequest request)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((createdAt + options.CurrentValue.Lifetime).ToUnixTimeSeconds());
        return new StreamGrantDto(streamId, Push(streamId, expiresAt, node, request), Play(streamId, expiresAt, node, request), expiresAt);
    }

    public PlayDto FreshPlay(string streamId, RelayNode node, HttpRequest request) => Play(streamId, time.GetUtcNow() + options.CurrentValue.Lifetime, node, request);

    private PushDto Push(string streamId, DateTimeOffset expiresAt, RelayNode node, HttpRequest request)
    {
        var token = UrlToken.Mint(UrlAction.Push, streamId, expiresAt, options.CurrentValue.PushKey);
        var server = RtmpServer(node, request);
        var key = $"{streamId}?token={token}";
        return new PushDto($"{server}/{key}", server, key, token);
    }

    private PlayDto Play(string streamId, DateTimeOffset expiresAt, RelayNode node, HttpRequest request)
    {
        var token = UrlToken.Mint(UrlAction.Play, streamId, expiresAt, options.CurrentValue.PlayKey);
        var isOurs = node is { HttpPort: 0, HttpsPort: 0 };
        var isSecure = isOurs ? request.IsHttps : IsSecure(request, node.HttpPort, node.HttpsPort);
        var authority = isOurs ? OwnAddress.Of(request) : $"{HostOf(node, request)}:{(isSecure ? node.HttpsPort : node.HttpPort)}";
        var http = $"{(isSecure ? "https" : "http")}://{authority}/{Application}/{streamId}";
        var ws = $"{(isSecure ? "wss" : "ws")}://{authority}/{Application}/{streamId}";
        return new PlayDto(
            $"{RtmpServer(node, request)}/{streamId}?token={token}",
            $"{http}.flv?token={token}", $"{ws}.flv?token={token}", $"{ws}.mp4?token={token}", $"{http}.m3u8?token={token}", token);
    }

    private static string RtmpServer(RelayNode node, HttpRequest request)
    {
        var isSecure = IsSecure(request, node.RtmpPort, node.RtmpTlsPort);
        var (scheme, port) = isSecure ? ("rtmps", node.RtmpTlsPort) : ("rtmp", node.RtmpPort);
        return $"{scheme}://{HostOf(node, request)}:{port}/{Application}";
    }

    /// <summary>As the request came, where the node has both ports; else as it has one.</summary>
    private static bool IsSecure(HttpRequest request, int plainPort, int tlsPort) => tlsPort > 0 && (request.IsHttps || plainPort == 0);

    private static string HostOf(RelayNode node, HttpRequest request)
    {
        if (node.PublicHost is not { Length: > 0 } host) return OwnAddress.HostOf(request);
        return host.Contains(':') && !host.StartsWith('[') ? $"[{host}]" : host;
    }
}
