using System.Buffers;
using System.Text;
using Rooms.Testing;
using Rooms.Wire.WebSocket;

namespace Rooms.Wire.Tests.WebSocket;

/// <summary>RFC 6455 4.2.1.</summary>
public class UpgradeRequestTests
{
    private const string Headers =
        "Host: shop.example:8080\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

    public static readonly byte[] Whole = Encoding.ASCII.GetBytes(
        $"GET /ws?a=1 HTTP/1.1\r\n{Headers}Origin: https://shop.example\r\nSec-WebSocket-Protocol: x, rooms.v1.json\r\nAuthorization: Bearer t\r\n\r\n");

    [Theory, EverySplit(nameof(Whole))]
    public void TryRead_WholeRequest_TellsWhatItAsks(Split input)
    {
        var status = OperationStatus.NeedMoreData;
        UpgradeRequest? request = null;
        byte[] kept = [];
        foreach (var piece in input.Pieces)
        {
            Assert.Equal(OperationStatus.NeedMoreData, status);
            kept = [.. kept, .. piece];
            status = UpgradeRequest.TryRead(kept, out request, out _);
        }

        Assert.Equal(OperationStatus.Done, status);
        Assert.True(request!.IsWebSocket);
        Assert.Equal(("/ws", "a=1", "shop.example:8080", "https://shop.example", "Bearer t"), (request.Path, request.Query, request.Host, request.Origin, request.Authorization));
        Assert.Equal(["x", "rooms.v1.json"], request.Protocols);
        Assert.False(request.HasCookie || request.IsForwarded);
    }

    [Fact]
    public void TryRead_BytesBehindIt_AreNotItsOwn()
    {
        UpgradeRequest.TryRead([.. Whole, 0x81, 0x80], out _, out var consumed);

        Assert.Equal(Whole.Length, consumed);
    }

    [Theory]
    [InlineData("Cookie: a=b\r\n", true, false)]
    [InlineData("X-Forwarded-For: 1.2.3.4\r\n", false, true)]
    [InlineData("x-forwarded-proto: https\r\n", false, true)]
    [InlineData("Forwarded: for=1.2.3.4\r\n", false, true)]
    public void TryRead_CookieOrProxy_IsTold(string header, bool cookie, bool forwarded)
    {
        var status = UpgradeRequest.TryRead(Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\n{Headers}{header}\r\n"), out var request, out _);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal((cookie, forwarded), (request!.HasCookie, request.IsForwarded));
    }

    [Theory]
    [InlineData("POST /ws HTTP/1.1\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.0\r\n\r\n")]
    [InlineData("GET http://h/ws HTTP/1.1\r\n\r\n")]
    [InlineData("GET  HTTP/1.1\r\n\r\n")]
    [InlineData("GET /w s HTTP/1.1\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\nHost : h\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\nContent-Length: 3\r\n\r\n")]
    [InlineData("GET /ws HTTP/1.1\r\nA: \u0001\r\n\r\n")]
    public void TryRead_WhatIsUnusual_IsInvalid(string text)
    {
        Assert.Equal(OperationStatus.InvalidData, UpgradeRequest.TryRead(Encoding.Latin1.GetBytes(text), out var request, out _));
        Assert.Null(request);
    }

    [Theory]
    [InlineData("Upgrade")]
    [InlineData("Connection")]
    [InlineData("Host")]
    [InlineData("Sec-WebSocket-Key")]
    [InlineData("Sec-WebSocket-Version")]
    public void IsWebSocket_WithoutAHeaderItNeeds_IsNone(string missing)
    {
        var left = string.Join("\r\n", Headers.Split("\r\n").Where(line => !line.StartsWith(missing + ":", StringComparison.Ordinal)));

        UpgradeRequest.TryRead(Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\n{left}\r\n"), out var request, out _);

        Assert.False(request!.IsWebSocket);
    }

    [Fact]
    public void TryRead_NoEndWithinTheLimit_IsInvalid()
    {
        var endless = Encoding.ASCII.GetBytes("GET /ws HTTP/1.1\r\nA: " + new string('a', UpgradeRequest.MaxLength));

        Assert.Equal(OperationStatus.InvalidData, UpgradeRequest.TryRead(endless, out _, out _));
        Assert.Equal(OperationStatus.NeedMoreData, UpgradeRequest.TryRead(endless.AsSpan(0, UpgradeRequest.MaxLength - 1), out _, out _));
    }
}
