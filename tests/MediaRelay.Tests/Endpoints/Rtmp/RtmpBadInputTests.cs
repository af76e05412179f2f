using Rooms.Wire.Amf;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>What strangers send: a clean close, flat memory, and a publisher beside them who notices nothing.</summary>
public sealed class RtmpBadInputTests : IAsyncLifetime
{
    private const string OtherAddress = "127.0.0.2";

    private RtmpRig rig = null!;

    public async Task InitializeAsync() => rig = await RtmpRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData(0u)]
    [InlineData(0x1000000u)]
    [InlineData(0x80000001u)]
    public async Task SetChunkSize_OutOfRange_Closes(uint size)
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port);

        await client.SendControlAsync(MessageType.SetChunkSize, size);

        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Message_16MegabytesAnnounced_ClosesAtItsHeader()
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port);

        await client.SendRawAsync(new byte[] { 6, 0, 0, 0, 0xFF, 0xFF, 0xFF, (byte)MessageType.Video, 1, 0, 0, 0 });

        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Message_8MegabytesAnnouncedAndNeverSent_CostsNoMemory()
    {
        using var client = await RtmpClient.PublishAsync(rig, "s");

        byte[] header = [6, 0, 0, 0, 0x7F, 0xFF, 0xFF, (byte)MessageType.Video, 1, 0, 0, 0];
        await client.SendRawAsync((byte[])[.. header, .. new byte[ChunkFormat.DefaultChunkSize]]);
        await client.SendAsync(MessageType.UserControl, 0, [0, 6, 0, 0, 0, 1], 0);
        await ReadPongAsync(client);

        Assert.InRange(rig.Relay.Buffers.OutstandingBytes, 0, 256 * 1024);
        rig.Pass(TimeSpan.FromSeconds(31));
        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Handshake_SlowLoris_IsClosedAfterTenSeconds()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);
        await client.SendRawAsync(new byte[] { 3 });
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);

        rig.Pass(TimeSpan.FromSeconds(9));
        await client.SendRawAsync(new byte[] { 0 });
        Assert.Equal(1, rig.SessionCount);
        rig.Pass(TimeSpan.FromSeconds(1));

        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Connect_ThenSilence_IsClosedAfterTenSeconds()
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port);
        await client.ReadAsync(MessageType.CommandAmf0);

        rig.Pass(TimeSpan.FromSeconds(10));

        await AssertClosedAsync(client);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0006")]
    public async Task Handshake_OtherProtocol_Closes(string greeting)
    {
        using var client = await RtmpClient.DialAsync(rig.Port);

        await client.SendRawAsync(System.Text.Encoding.ASCII.GetBytes(greeting));

        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Command_NestedTenThousandDeep_Closes()
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port);
        var body = new List<byte>([2, 0, 1, (byte)'x', 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for (var i = 0; i < 10_000; i++) body.AddRange([3, 0, 1, (byte)'a']);

        await client.SendAsync(MessageType.CommandAmf0, 0, [.. body], 0);

        await AssertClosedAsync(client);
    }

    [Fact]
    public async Task Command_BeforeConnect_Closes()
    {
        using var client = await RtmpClient.DialAsync(rig.Port);
        await client.ShakeHandsAsync();

        await client.SendAsync(Requests.Publish(3, rig.PushName("s")), 1);

        await AssertClosedAsync(client);
        Assert.Equal(0, rig.Gate.Asked);
    }

    [Fact]
    public async Task Media_WithoutPublish_IsThrownAway()
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port);

        for (var i = 0; i < 100; i++) await client.SendAsync(MessageType.Video, 0, new byte[1000]);
        await client.SendAsync(new Command("_checkbw", 7, AmfValue.Null, []), 0);

        await client.ReadAsync(MessageType.CommandAmf0);
        await client.ReadAsync(MessageType.CommandAmf0);
        Assert.Equal(0, rig.Relay.Frames.Outstanding);
    }

    [Fact]
    public async Task RandomBytes_AfterConnect_NeverLeaveAnythingBehind()
    {
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
        {
            using var client = await RtmpClient.ConnectAsync(rig.Port);
            var noise = new byte[random.Next(1, 3000)];
            random.NextBytes(noise);
            await client.SendRawAsync(noise);
        }

        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);

        Assert.Equal((0, 0L), (rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
    }

    [Fact]
    public async Task HalfOpen_300FromOneAddress_64StayAndOthersAreServed()
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => RtmpClient.DialAsync(rig.Port)));
        await Eventually.IsTrueAsync(() => rig.SessionCount == 64);

        using var other = await RtmpClient.PublishAsync(rig, "s", OtherAddress);

        Assert.Equal(65, rig.SessionCount);
        foreach (var client in crowd) client.Dispose();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);
        using var later = await RtmpClient.ConnectAsync(rig.Port);
        await later.ReadAsync(MessageType.CommandAmf0);
    }

    private static async Task ReadPongAsync(RtmpClient client)
    {
        while ((await client.ReadAsync(MessageType.UserControl)).Body[1] != (byte)UserControlEvent.PingResponse)
        {
        }
    }

    private async Task AssertClosedAsync(RtmpClient client)
    {
        await client.ReadToEndAsync();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 0);
        Assert.Equal((0, 0L), (rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
    }
}
