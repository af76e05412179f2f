using System.Text;
using Rooms.Contracts;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Frames;
using Rooms.Wire.Amf;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

public sealed class RtmpServerTests : IAsyncLifetime
{
    private static readonly byte[] FirstKey = [0x17, 1, 0, 0, 0, 1, 2, 3];

    private RtmpRig rig = null!;

    public async Task InitializeAsync() => rig = await RtmpRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(DigestScheme.DigestFirst)]
    [InlineData(DigestScheme.DigestLast)]
    public async Task Handshake_SimpleOrDigest_LeadsToConnect(DigestScheme? scheme)
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port, scheme);

        var (header, body) = await client.ReadAsync(MessageType.CommandAmf0);

        Command.TryRead(header.Type, body, out var answer);
        Assert.Equal((CommandNames.Result, StatusCodes.ConnectSuccess), (answer.Name, answer.Argument(0)["code"].AsString));
    }

    [Fact]
    public async Task PublishAndPlay_200Packets_ArriveByteForByteInOrder()
    {
        using var publisher = await StartPublisherAsync("s");
        using var viewer = await RtmpClient.PlayAsync(rig, "s");
        Assert.Equal(FirstKey, (await ReadMediaAsync(viewer, after: TestFrames.AudioConfigurationBody)).Body);
        var sent = MakePackets(210);

        foreach (var (type, at, body) in sent) await publisher.SendAsync(type, at, body);

        foreach (var (type, at, body) in sent)
        {
            var (header, arrived) = await viewer.ReadAsync(MessageType.Audio, MessageType.Video);
            Assert.Equal((type, at - 5000), (header.Type, header.Timestamp));
            Assert.Equal(body, arrived);
        }
    }

    [Fact]
    public async Task Publish_WhileDraining_IsRefusedByName()
    {
        using var publisher = await StartPublisherAsync("s");
        rig.Drain.Begin(TimeSpan.Zero);

        await AssertDeniedAsync(rig.PushName("late"), ErrorCodes.Draining);

        Assert.Null(rig.Relay.Streams.Find("late"));
        Assert.True(rig.Relay.Streams.Find("s")!.IsPublishing);
    }

    [Fact]
    public async Task Play_Metadata_ComesWithoutItsWrapper()
    {
        using var publisher = await StartPublisherAsync("s");
        using var viewer = await RtmpClient.PlayAsync(rig, "s");

        var (_, body) = await viewer.ReadAsync(MessageType.DataAmf0);

        Assert.Equal("\u0002\0\nonMetaData", Encoding.ASCII.GetString(body, 0, 13));
    }

    // Enhanced RTMP (veovera.org, v2): HEVC sequence start and coded frames, Opus; and the older HEVC as codec id 12.
    [Theory]
    [InlineData("90-68-76-63-31-01-02-03", "91-68-76-63-31-00-00-00-AA-BB")]
    [InlineData("90-61-76-30-31-81-00-0C", "91-61-76-30-31-12-00-0A")]
    [InlineData("1C-00-00-00-00-01-02", "1C-01-00-00-00-AA-BB")]
    public async Task Play_NewerCodecs_PassUntouched(string configuration, string key)
    {
        using var publisher = await RtmpClient.PublishAsync(rig, "s");
        await publisher.SendAsync(MessageType.Video, 0, FromHex(configuration));
        await publisher.SendAsync(MessageType.Video, 0, FromHex(key));
        await publisher.SendAsync(MessageType.Audio, 0, FromHex("91-4F-70-75-73-FC-FF"));
        await WaitAsync(() => rig.Relay.Streams.Find("s")?.Configuration is { HasVideo: true, HasAudio: true });

        using var viewer = await RtmpClient.PlayAsync(rig, "s");

        Assert.Equal(FromHex(configuration), (await viewer.ReadAsync(MessageType.Video)).Body);
        Assert.Equal(FromHex(key), (await viewer.ReadAsync(MessageType.Video)).Body);
        Assert.Equal(FromHex("91-4F-70-75-73-FC-FF"), (await viewer.ReadAsync(MessageType.Audio)).Body);
    }

    [Fact]
    public async Task Publish_BadTokens_AreDeniedBeforeAnythingIsAsked()
    {
        await AssertDeniedAsync("s", ErrorCodes.SignatureInvalid);
        await AssertDeniedAsync("s?token=ffffffff.AAAAAAAAAAAAAAAAAAAAAA", ErrorCodes.SignatureInvalid);
        await AssertDeniedAsync(rig.PushName("other").Replace("other?", "s?", StringComparison.Ordinal), ErrorCodes.SignatureInvalid);
        await AssertDeniedAsync(rig.PushName("s", TimeSpan.FromSeconds(-1)), ErrorCodes.SignatureExpired);
        await AssertDeniedAsync(rig.PlayName("s"), ErrorCodes.Forbidden);
        await AssertDeniedAsync(rig.PushName("\ud83d\ude00"), ErrorCodes.StreamNotFound);
        await AssertDeniedAsync(rig.PushName(new string('a', 300)), ErrorCodes.StreamNotFound);

        Assert.Equal((0, 0), (rig.Gate.Asked, rig.Relay.Streams.Count));
    }

    [Fact]
    public async Task Publish_ControlPlaneRefuses_IsDeniedWithItsCode()
    {
        rig.Gate.Decision = PublishDecision.Refuse(ErrorCodes.RoomClosed, "the room was closed");

        await AssertDeniedAsync(rig.PushName("s"), $"{ErrorCodes.RoomClosed}: the room was closed");

        Assert.Null(rig.Relay.Streams.Find("s"));
    }

    [Fact]
    public async Task Publish_SecondPublisher_IsBadName()
    {
        using var first = await StartPublisherAsync("s");
        using var second = await RtmpClient.ConnectAsync(rig.Port);

        await second.SendAsync(Requests.Publish(3, rig.PushName("s")), 1);

        Assert.Equal((StatusCodes.PublishBadName, ErrorCodes.StreamBusy), await second.ReadStatusAsync());
        Assert.True(rig.Relay.Streams.Find("s")!.IsPublishing);
    }

    [Fact]
    public async Task Publish_SameTokenAfterSilence_TakesOver()
    {
        using var first = await StartPublisherAsync("s");
        rig.Relay.Clock.Advance(TimeSpan.FromSeconds(2));

        using var second = await RtmpClient.PublishAsync(rig, "s");

        await first.ReadToEndAsync();
        Assert.True(rig.Relay.Streams.Find("s")!.IsPublishing);
    }

    [Fact]
    public async Task Publish_TokenInConnectUrl_IsAccepted()
    {
        var token = rig.PushName("s")["s?".Length..];
        using var client = await RtmpClient.ConnectAsync(rig.Port, app: $"live?{token}");

        await client.SendAsync(Requests.Publish(3, "s"), 1);

        Assert.Equal(StatusCodes.PublishStart, (await client.ReadStatusAsync()).Code);
    }

    [Fact]
    public async Task Play_BadTokenOrUnknownStream_IsRefused()
    {
        using var publisher = await StartPublisherAsync("s");
        using var wrong = await RtmpClient.ConnectAsync(rig.Port);
        using var unknown = await RtmpClient.ConnectAsync(rig.Port);

        await wrong.SendAsync(Requests.Play(3, rig.PushName("s")), 1);
        await unknown.SendAsync(Requests.Play(3, rig.PlayName("nobody")), 1);

        Assert.Equal((StatusCodes.PlayFailed, ErrorCodes.SignatureInvalid), await wrong.ReadStatusAsync());
        Assert.Equal((StatusCodes.PlayStreamNotFound, ErrorCodes.StreamNotFound), await unknown.ReadStatusAsync());
    }

    [Fact]
    public async Task Connect_OtherApplication_IsRejected()
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port, app: "vod");

        Assert.Equal(StatusCodes.ConnectRejected, (await client.ReadStatusAsync()).Code);
    }

    [Fact]
    public async Task Publisher_ConnectionLost_ViewersWaitAndSeeTheReturn()
    {
        var publisher = await StartPublisherAsync("s");
        using var viewer = await RtmpClient.PlayAsync(rig, "s");
        await ReadMediaAsync(viewer, after: TestFrames.AudioConfigurationBody);

        publisher.Dispose();
        await WaitAsync(() => rig.Relay.Streams.Find("s")!.State == StreamState.Lost);
        rig.Pass(TimeSpan.FromSeconds(9));
        using var back = await StartPublisherAsync("s");

        Assert.Equal(FirstKey, (await ReadMediaAsync(viewer, after: TestFrames.AudioConfigurationBody)).Body);
        Assert.Equal([PublisherChange.Started, PublisherChange.Lost, PublisherChange.Returned], rig.Relay.Changes);
    }

    [Fact]
    public async Task Publisher_DeletesStream_EndsItAndLetsViewersGoLater()
    {
        using var publisher = await StartPublisherAsync("s");
        using var viewer = await RtmpClient.PlayAsync(rig, "s");
        await ReadMediaAsync(viewer, after: TestFrames.AudioConfigurationBody);

        await publisher.SendAsync(Requests.DeleteStream(4, 1), 0);
        Assert.Equal(StatusCodes.UnpublishSuccess, (await publisher.ReadStatusAsync()).Code);
        Assert.Equal([PublisherChange.Started, PublisherChange.Ended], rig.Relay.Changes);
        rig.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal((StatusCodes.PlayUnpublishNotify, ViewerEnd.StreamEnded), await viewer.ReadStatusAsync());
        await viewer.ReadToEndAsync();
    }

    [Fact]
    public async Task Play_Ping_IsAnsweredAmongTheMedia()
    {
        using var publisher = await StartPublisherAsync("s");
        using var viewer = await RtmpClient.PlayAsync(rig, "s");

        await viewer.SendAsync(MessageType.UserControl, 0, [0, 6, 1, 2, 3, 4], 0);

        while (true)
        {
            var (_, body) = await viewer.ReadAsync(MessageType.UserControl);
            if (body[1] == (byte)UserControlEvent.StreamBegin) continue;
            Assert.Equal([0, 7, 1, 2, 3, 4], body);
            return;
        }
    }

    [Fact]
    public async Task Sessions_AllGone_GiveEverythingBack()
    {
        var publisher = await StartPublisherAsync("s");
        var viewer = await RtmpClient.PlayAsync(rig, "s");
        await ReadMediaAsync(viewer, after: TestFrames.AudioConfigurationBody);

        viewer.Dispose();
        publisher.Dispose();
        await WaitAsync(() => rig.SessionCount == 0);
        rig.Pass(TimeSpan.FromSeconds(11));

        await WaitAsync(() => rig.Relay.Blocks.Outstanding == 0);
        Assert.Equal((0, 0L), (rig.Relay.Frames.Outstanding, rig.Relay.Buffers.OutstandingBytes));
        Assert.Equal(0, rig.Addresses.Count);
    }

    private async Task AssertDeniedAsync(string name, string description)
    {
        using var client = await RtmpClient.ConnectAsync(rig.Port);
        await client.SendAsync(Requests.Publish(3, name), 1);
        Assert.Equal((StatusCodes.PublishDenied, description), await client.ReadStatusAsync());
    }

    private async Task<RtmpClient> StartPublisherAsync(string streamId)
    {
        var publisher = await RtmpClient.PublishAsync(rig, streamId);
        await publisher.SetChunkSizeAsync();
        var metadata = new System.Buffers.ArrayBufferWriter<byte>();
        Amf0Writer.Write(metadata, AmfValue.Of(DataMessage.SetDataFrame));
        Amf0Writer.Write(metadata, AmfValue.Of(DataMessage.OnMetaData));
        Amf0Writer.Write(metadata, AmfValue.EcmaArray(new AmfMember("width", AmfValue.Of(640))));
        await publisher.SendAsync(MessageType.DataAmf0, 0, metadata.WrittenSpan.ToArray());
        await publisher.SendAsync(MessageType.Video, 5000, TestFrames.VideoConfigurationBody);
        await publisher.SendAsync(MessageType.Audio, 5000, TestFrames.AudioConfigurationBody);
        await publisher.SendAsync(MessageType.Video, 5000, FirstKey);
        await WaitAsync(() => rig.Relay.Streams.Find(streamId)?.Figures is not null && rig.Relay.Frames.Outstanding > 0);
        return publisher;
    }

    // Passes over everything up to the message with this body, and returns the next.
    private static async Task<(MessageHeader Header, byte[] Body)> ReadMediaAsync(RtmpClient viewer, byte[] after)
    {
        while (!(await viewer.ReadAsync(MessageType.Audio, MessageType.Video)).Body.SequenceEqual(after))
        {
        }
        return await viewer.ReadAsync(MessageType.Audio, MessageType.Video);
    }

    // One of them is longer than a chunk of the server's, one longer than a read of it.
    private static List<(MessageType Type, uint At, byte[] Body)> MakePackets(int count)
    {
        var random = new Random(1);
        var packets = new List<(MessageType, uint, byte[])>();
        for (var i = 0; i < count; i++)
        {
            var isVideo = i % 2 == 0;
            var body = new byte[i == 40 ? 200_000 : random.Next(20, 6000)];
            random.NextBytes(body);
            body[0] = isVideo ? i % 50 == 0 ? (byte)0x17 : (byte)0x27 : (byte)0xAF;
            body[1] = 1;
            packets.Add((isVideo ? MessageType.Video : MessageType.Audio, (uint)(5040 + i * 20), body));
        }
        return packets;
    }

    private static byte[] FromHex(string text) => Convert.FromHexString(text.Replace("-", "", StringComparison.Ordinal));

    private static Task WaitAsync(Func<bool> condition) => Eventually.IsTrueAsync(condition);
}
