using System.Text;
using Rooms.Edge;
using Rooms.Edge.ProxyProtocol;
using Rooms.MediaRelay.Tests.Frames;
using Rooms.Testing;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>RTMPS behind a proxy that passes TLS on: its header stands before TLS, and only a trusted proxy's is believed.</summary>
public sealed class RtmpsIntroductionTests : IAsyncLifetime
{
    private const string Stranger = "127.0.0.2";
    private const string Client = "203.0.113.9";
    private const string OtherClient = "203.0.113.10";

    private static readonly byte[] FirstKey = [0x17, 1, 0, 0, 0, 1, 2, 3];

    // The head of a record of 512 bytes, and a byte of it: a ClientHello's.
    private static readonly byte[] HalfAHello = [0x16, 3, 1, 2, 0, 1];

    private readonly FakeCertificate certificate = new();
    private RtmpRig rig = null!;

    private TestAuthority Tls => certificate.Authority;

    public async Task InitializeAsync() =>
        rig = await RtmpRig.StartAsync(new ProxiesOptions { Trusted = ["127.0.0.1"], Protocol = ["rtmp"] }, certificate);

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Publish_TextHeaderInTheHellosPacket_IsTheClients() => await AssertPublishesAsync(Line(Client));

    [Fact]
    public async Task Publish_BinaryHeaderInTheHellosPacket_IsTheClients() =>
        await AssertPublishesAsync(Convert.FromHexString("0D0A0D0A000D0A515549540A2111000CCB00710901020304D431078F"));

    [Fact]
    public async Task Stranger_WithoutHeader_IsServedAsItsOwn()
    {
        using var client = await RtmpClient.PublishAsync(rig, "s", Stranger, Tls);

        Assert.Equal(Stranger, rig.Gate.Address);
    }

    [Fact]
    public async Task Stranger_WithHeader_IsClosedAndNobodyIsIntroduced()
    {
        using var client = await RtmpClient.DialAsync(rig.TlsPort, Stranger);

        await client.SendRawAsync((byte[])[.. Line(Client), .. HalfAHello]);
        await client.ReadToEndAsync();

        await Eventually.IsTrueAsync(() => ClosedFor("tls_invalid") == 1);
        Assert.DoesNotContain(rig.Log.Lines, line => line.Line.Contains(Client, StringComparison.Ordinal));
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Proxy_HelloWithoutHeader_IsClosed()
    {
        using var client = await RtmpClient.DialAsync(rig.TlsPort);

        await client.SendRawAsync(HalfAHello);
        await client.ReadToEndAsync();

        await Eventually.IsTrueAsync(() => ClosedFor(IntroductionFault.Missing) == 1);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task HalfHellos_70OfOneClient_64StayForTheirTimeAndTheProxysOthersAreServed()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, 70).Select(async _ =>
        {
            var client = await RtmpClient.DialAsync(rig.TlsPort);
            await client.TrySendRawAsync((byte[])[.. Line(Client), .. HalfAHello]);
            return client;
        }));
        await Eventually.IsTrueAsync(() => ClosedFor("rate_limited") == 6);

        using (var other = await RtmpClient.DialTlsAsync(rig.TlsPort, Tls, header: Line(OtherClient))) await other.ShakeHandsAsync();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 64);
        rig.Pass(TimeSpan.FromSeconds(10));

        foreach (var client in crowd)
        {
            await client.ReadToEndAsync();
            client.Dispose();
        }
        await AssertNothingLeftAsync();
    }

    private static byte[] Line(string client) => Encoding.ASCII.GetBytes($"PROXY TCP4 {client} 198.51.100.22 35646 1936\r\n");

    private int ClosedFor(string reason) => rig.Log.Lines.Count(line => line.Line.EndsWith($"closed: {reason}", StringComparison.Ordinal));

    private async Task AssertPublishesAsync(byte[] header)
    {
        using var publisher = await RtmpClient.DialTlsAsync(rig.TlsPort, Tls, header: header);
        await publisher.ShakeHandsAsync();
        await publisher.SendAsync(Requests.Connect(1, "live", "rtmps://127.0.0.1/live"), 0);
        await publisher.SendAsync(Requests.Publish(3, rig.PushName("s")), 1);

        Assert.Equal(StatusCodes.PublishStart, (await publisher.ReadStatusAsync()).Code);
        Assert.Equal(Client, rig.Gate.Address);
        await publisher.SendAsync(MessageType.Video, 0, TestFrames.VideoConfigurationBody);
        await publisher.SendAsync(MessageType.Video, 0, FirstKey);
        await Eventually.IsTrueAsync(() => rig.Relay.Frames.Outstanding > 0);
    }

    private async Task AssertNothingLeftAsync()
    {
        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);
        Assert.Equal((0, 0, 0L), (rig.Addresses.Count, rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
    }
}
