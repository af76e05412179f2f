using Rooms.Contracts;
using Rooms.MediaRelay.Tests.Frames;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

public sealed class RtmpQuotaTests : IAsyncLifetime
{
    private RtmpRig rig = null!;

    public async Task InitializeAsync() => rig = await RtmpRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Play_TheAppIsFull_FailsByNameUntilAViewerLeaves()
    {
        using var publisher = await RtmpClient.PublishAsync(rig, "s");
        var audience = rig.Relay.Audiences.Of("app");
        audience.Allow(1, isBytesSpent: false);
        var first = await RtmpClient.PlayAsync(rig, "s");

        var second = await RtmpClient.ConnectAsync(rig.Port);
        await second.SendAsync(Requests.Play(3, rig.PlayName("s")), 1);
        var refusal = await second.ReadStatusAsync();
        second.Dispose();
        first.Dispose();
        await Eventually.IsTrueAsync(() => rig.SessionCount == 1);

        Assert.Equal((StatusCodes.PlayFailed, ErrorCodes.QuotaViewers), refusal);
        Assert.Null(audience.TryEnter());
    }

    [Fact]
    public async Task Publish_Bytes_AreCountedAsTheMessagesBodies()
    {
        using var publisher = await RtmpClient.PublishAsync(rig, "s");
        await publisher.SetChunkSizeAsync();
        await publisher.SendAsync(MessageType.Video, 0, TestFrames.VideoConfigurationBody);
        await publisher.SendAsync(MessageType.Video, 0, [0x17, 1, 0, 0, 0, 1, 2, 3]);
        var account = rig.Relay.Streams.Find("s")!.Account;

        var expected = TestFrames.VideoConfigurationBody.Length + 8;
        await Eventually.IsTrueAsync(() => account.Read().Counters["in:rtmp"] == expected);
    }
}
