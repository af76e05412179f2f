using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Web;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Tests.Endpoints.Fmp4;

public sealed class WsFmp4Tests : IAsyncLifetime
{
    private PlayNode node = null!;
    private Clip clip = null!;

    public async Task InitializeAsync()
    {
        clip = await Clip.GetAsync();
        node = await PlayNode.StartAsync();
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task WebSocket_H264AndAac_IsMimeThenInitThenFragmentsWithEveryFrame()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..30]);
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(node.WebSocketUri("s", ".mp4"), default);
        var mime = await Messages.ReceiveAsync(socket);
        var file = new MemoryStream();
        file.Write((await Messages.ReceiveAsync(socket)).Bytes);
        publisher.Send(clip.Tags[30..]);
        publisher.End();
        while (await Messages.ReceiveAsync(socket) is { Type: WebSocketMessageType.Binary } message) file.Write(message.Bytes);

        Assert.Equal(WebSocketMessageType.Text, mime.Type);
        Assert.Matches("^video/mp4; codecs=\"avc1\\.[0-9a-f]{6},mp4a\\.40\\.2\"$", JsonDocument.Parse(mime.Bytes).RootElement.GetProperty("mime").GetString());
        var probe = await MediaFile.ProbeAsync(file.ToArray());
        Assert.Equal(Clip.Pictures, probe.Video.Length);
        Assert.InRange(probe.Audio.Length, clip.Media(FlvTagType.Audio).Length - 4, clip.Media(FlvTagType.Audio).Length);
        Assert.True(probe.Video[0].IsKey);
        AssertNoHoles(probe.Video, 0.0011);
        AssertNoHoles(probe.Audio, 0.0001);
    }

    // A player that was told another MIME type begins anew with the init segment that follows.
    [Fact]
    public async Task WebSocket_ConfigurationChanges_SendsMimeAndInitAgain()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags.Where(tag => tag.Type == FlvTagType.Video).Take(10));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(node.WebSocketUri("s", ".mp4"), default);
        var first = await Messages.ReceiveAsync(socket);
        publisher.Send(clip.Tags.Where(tag => tag.Type == FlvTagType.Audio).Take(2));
        var next = await Messages.ReceiveAsync(socket);
        while (next.Type != WebSocketMessageType.Text) next = await Messages.ReceiveAsync(socket);
        var init = await Messages.ReceiveAsync(socket);

        Assert.DoesNotContain("mp4a", System.Text.Encoding.ASCII.GetString(first.Bytes), StringComparison.Ordinal);
        Assert.Contains("mp4a", System.Text.Encoding.ASCII.GetString(next.Bytes), StringComparison.Ordinal);
        Assert.Equal("ftyp"u8, init.Bytes.AsSpan(4, 4));
    }

    [Fact]
    public async Task KeyPicture_BytesOfTheDayAreUsed_IsRefused()
    {
        node.Publish("s").Send(clip.Tags);
        node.Get<AppAudiences>().Of("app").Allow(null, isBytesSpent: true);

        var answer = await node.Client.GetAsync(PlayNode.Path("s", ".key.mp4"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains(ErrorCodes.QuotaBytes, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyPicture_AfterKeyFrame_IsAFileOfOnePictureWithTag()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..2]);

        var before = await node.Client.GetAsync(PlayNode.Path("s", ".key.mp4"));
        publisher.Send(clip.Tags[2..40]);
        var answer = await node.Client.GetAsync(PlayNode.Path("s", ".key.mp4"));
        using var again = new HttpRequestMessage(HttpMethod.Get, PlayNode.Path("s", ".key.mp4"));
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag ?? new EntityTagHeaderValue("\"none\""));
        var same = await node.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal("video/mp4", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        var probe = await MediaFile.ProbeAsync(await answer.Content.ReadAsByteArrayAsync());
        Assert.Single(probe.Video);
        Assert.True(probe.Video[0].IsKey);
    }

    [Fact]
    public async Task WebSocket_ViewerThatNeverReads_LosesFramesAndOthersDoNot()
    {
        await using var small = await PlayNode.StartAsync(("FanOut:QueueBytes", "65536"), ("FanOut:QueueSeconds", "1"), ("Rtmp:MergeMilliseconds", "0"));
        var publisher = small.Publish("s");
        publisher.Send(clip.Tags[..30]);
        using var slow = new ClientWebSocket();
        await slow.ConnectAsync(small.WebSocketUri("s", ".mp4"), default);
        await Messages.ReceiveAsync(slow);

        var sent = 0;
        while (publisher.Stream.DroppedFrames == 0 && sent++ < 400) publisher.Send(clip.Tags[2..]);
        using var other = new ClientWebSocket();
        await other.ConnectAsync(small.WebSocketUri("s", ".mp4"), default);

        Assert.True(publisher.Stream.DroppedFrames > 0, $"nothing dropped in {sent} rounds");
        Assert.Equal(WebSocketMessageType.Text, (await Messages.ReceiveAsync(other)).Type);
    }

    internal static void AssertNoHoles(MediaSample[] samples, double tolerance) =>
        Assert.All(samples.Zip(samples.Skip(1)), pair => Assert.InRange(pair.Second.Dts - pair.First.Dts - pair.First.Duration, -tolerance, tolerance));
}
