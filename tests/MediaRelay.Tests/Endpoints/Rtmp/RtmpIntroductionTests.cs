using System.Text;
using Rooms.Edge;
using Rooms.Edge.ProxyProtocol;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>RTMP behind a proxy that introduces its clients, and what else may come in its place.</summary>
public sealed class RtmpIntroductionTests : IAsyncLifetime
{
    private const string Stranger = "127.0.0.2";
    private const string Client = "203.0.113.9";
    private const string OtherClient = "203.0.113.10";
    private const string Signature = "0D0A0D0A000D0A515549540A";

    private RtmpRig rig = null!;

    public async Task InitializeAsync() => rig = await RtmpRig.StartAsync(new ProxiesOptions { Trusted = ["127.0.0.1"], Protocol = ["rtmp"] });

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.9 198.51.100.22 35646 1935\r\n", Client)]
    [InlineData("PROXY TCP6 2001:db8::9 ::1 443 1935\r\n", "2001:db8::9")]
    [InlineData("PROXY UNKNOWN\r\n", "127.0.0.1")]
    public async Task Publish_TextHeader_IsTheClients(string line, string address) => await AssertPublishesAsync(Encoding.ASCII.GetBytes(line), address);

    [Theory]
    [InlineData("2111000CCB00710901020304D431078F", Client)]
    [InlineData("21110013CB00710901020304D431078FEA000401020304", Client)]
    [InlineData("20000000", "127.0.0.1")]
    public async Task Publish_BinaryHeader_IsTheClients(string hex, string address) =>
        await AssertPublishesAsync(Convert.FromHexString(Signature + hex), address);

    [Fact]
    public async Task Header_ByteByByte_IsTheClients()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);

        foreach (var one in Line(Client)) await client.SendRawAsync(new[] { one });
        await client.ShakeHandsAsync();

        await Eventually.IsTrueAsync(IsClientKnown);
    }

    // What stands behind the header in the same packet is the handshake's.
    [Fact]
    public async Task Header_WithTheHandshakeInOnePacket_IsAnswered()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);
        var greeting = new byte[Handshake.GreetingLength];
        Handshake.WriteGreeting(greeting, scheme: null);

        await client.SendRawAsync((byte[])[.. Line(Client), .. greeting]);
        await client.AnswerHandshakeAsync();
        await client.SendAsync(Requests.Connect(1, "live", "rtmp://127.0.0.1/live"), 0);

        await client.ReadAsync(MessageType.CommandAmf0);
    }

    [Fact]
    public async Task HalfOpen_70OfOneClient_64StayAndTheProxysOthersAreServed()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => IntroduceAsync(Line(Client))));
        await Eventually.IsTrueAsync(() => ClosedFor("rate_limited") == 6);

        await AssertPublishesAsync(Line(OtherClient), OtherClient);

        foreach (var client in crowd) client.Dispose();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);
        Assert.Equal(0, rig.Addresses.Count);
    }

    [Fact]
    public async Task HalfOpen_Ipv6ClientsOfOneSubscriber_CountTogether()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(1, 70).Select(
            number => IntroduceAsync(Encoding.ASCII.GetBytes($"PROXY TCP6 2001:db8::{number:x} ::1 443 1935\r\n"))));

        await Eventually.IsTrueAsync(() => ClosedFor("rate_limited") == 6);

        Assert.Equal(1, rig.Addresses.Count);
        foreach (var client in crowd) client.Dispose();
    }

    [Fact]
    public async Task Connection_OfAStranger_IsServedAsItsOwn()
    {
        using var client = await RtmpClient.PublishAsync(rig, "s", Stranger);

        Assert.Equal(Stranger, rig.Gate.Address);
    }

    [Fact]
    public async Task Header_OfAStranger_IsClosed()
    {
        using var client = await RtmpClient.DialAsync(rig.Port, Stranger);

        await client.SendRawAsync(Line(Client));

        await AssertClosedAsync(client, IntroductionFault.Refused);
    }

    [Fact]
    public async Task Handshake_OfATrustedProxyWithoutHeader_IsClosed()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);
        var greeting = new byte[Handshake.GreetingLength];
        Handshake.WriteGreeting(greeting, scheme: null);

        await client.SendRawAsync(greeting);

        await AssertClosedAsync(client, IntroductionFault.Missing);
    }

    [Fact]
    public async Task Connection_EndsInTheHeader_IsClosed()
    {
        using (var client = await RtmpClient.DialAsync(rig.Port)) await client.SendRawAsync(Line(Client).AsMemory(0, 20));

        await Eventually.IsTrueAsync(() => ClosedFor(IntroductionFault.Missing) == 1);
        Assert.Equal((0, 0L), (rig.Addresses.Count, rig.Relay.Buffers.OutstandingBytes));
    }

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.9 198.51.100.22 35646 65536\r\n")]
    [InlineData("PROXY TCP5 203.0.113.9 198.51.100.22 35646 1935\r\n")]
    [InlineData("PROXY UNKNOWN 123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task TextHeader_AgainstTheStandard_IsClosed(string line)
    {
        using var client = await RtmpClient.DialAsync(rig.Port);

        await client.SendRawAsync(Encoding.ASCII.GetBytes(line));

        await AssertClosedAsync(client, IntroductionFault.Invalid);
    }

    [Theory]
    [InlineData("2111000BCB00710901020304D43107")] // shorter than its addresses
    [InlineData("2141000CCB00710901020304D431078F")] // unknown family
    [InlineData("21110010CB00710901020304D431078FEAFFFF01")] // a value that reaches over the end
    [InlineData("2111FFFF")] // 64 KB of values announced
    public async Task BinaryHeader_AgainstTheStandard_IsClosed(string hex)
    {
        using var client = await RtmpClient.DialAsync(rig.Port);

        await client.SendRawAsync(Convert.FromHexString(Signature + hex));

        await AssertClosedAsync(client, IntroductionFault.Invalid);
    }

    [Fact]
    public async Task Header_SlowLoris_IsClosedAfterTenSeconds()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);
        await client.SendRawAsync(Line(Client).AsMemory(0, 10));
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);

        rig.Pass(TimeSpan.FromSeconds(9));
        await client.SendRawAsync(Line(Client).AsMemory(10, 1));
        Assert.Equal(1, rig.SessionCount);
        rig.Pass(TimeSpan.FromSeconds(1));

        await AssertClosedAsync(client, IntroductionFault.Late);
    }

    // After the header the handshake has its own ten seconds.
    [Fact]
    public async Task Handshake_AfterALateHeader_HasItsTime()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);
        rig.Pass(TimeSpan.FromSeconds(9));
        await client.SendRawAsync(Line(Client));
        await Eventually.IsTrueAsync(IsClientKnown);

        rig.Pass(TimeSpan.FromSeconds(9));
        await client.ShakeHandsAsync();

        Assert.Equal(1, rig.SessionCount);
    }

    private static byte[] Line(string client) => Encoding.ASCII.GetBytes($"PROXY TCP4 {client} 198.51.100.22 35646 1935\r\n");

    // Said once the handshake's time runs.
    private bool IsClientKnown() => rig.Log.Lines.Any(line => line.Line.EndsWith($"opened from {Client}", StringComparison.Ordinal));

    private int ClosedFor(string reason) => rig.Log.Lines.Count(line => line.Line.EndsWith($"closed: {reason}", StringComparison.Ordinal));

    private async Task<RtmpClient> IntroduceAsync(byte[] header)
    {
        var client = await RtmpClient.DialAsync(rig.Port);
        await client.SendRawAsync(header);
        return client;
    }

    private async Task AssertPublishesAsync(byte[] header, string address)
    {
        using var client = await IntroduceAsync(header);
        await client.ShakeHandsAsync();
        await client.SendAsync(Requests.Connect(1, "live", "rtmp://127.0.0.1/live"), 0);
        await client.SendAsync(Requests.Publish(3, rig.PushName("s")), 1);

        Assert.Equal(StatusCodes.PublishStart, (await client.ReadStatusAsync()).Code);
        Assert.Equal(address, rig.Gate.Address);
    }

    private async Task AssertClosedAsync(RtmpClient client, string reason)
    {
        await client.ReadToEndAsync();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);
        Assert.Equal(1, ClosedFor(reason));
        Assert.Equal((0, 0, 0L), (rig.Addresses.Count, rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
    }
}
