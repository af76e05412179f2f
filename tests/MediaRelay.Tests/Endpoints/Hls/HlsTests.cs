using System.Net;
using Rooms.MediaRelay.Endpoints.Hls;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Endpoints.Fmp4;
using Rooms.MediaRelay.Tests.Web;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Tests.Endpoints.Hls;

public sealed class HlsTests : IAsyncLifetime
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
    public async Task Playlist_SevenSecondsInARow_HasThreeSegmentsThatPlayWithoutHoles()
    {
        node.Publish("a.7.b").Send(clip.Tags);

        var list = await node.Client.GetStringAsync(PlayNode.Path("a.7.b", ".m3u8"));
        var file = new MemoryStream();
        file.Write(await node.Client.GetByteArrayAsync($"/live/{Map(list)}"));
        foreach (var segment in Segments(list)) file.Write(await node.Client.GetByteArrayAsync($"/live/{segment}"));

        Assert.Equal(3, Segments(list).Length);
        Assert.All(Segments(list), name => Assert.Contains("?token=", name, StringComparison.Ordinal));
        Assert.DoesNotContain("#EXT-X-DISCONTINUITY\n", list, StringComparison.Ordinal);
        Assert.Contains("#EXTINF:2.000,", list, StringComparison.Ordinal);
        var probe = await MediaFile.ProbeAsync(file.ToArray());
        Assert.Equal(150, probe.Video.Length);
        Assert.Equal(6, probe.Video.Count(picture => picture.IsKey));
        WsFmp4Tests.AssertNoHoles(probe.Video, 0.0011);
        WsFmp4Tests.AssertNoHoles(probe.Audio, 0.0001);
    }

    [Fact]
    public async Task Viewers_OfTwoStreams_AreCountedTogether()
    {
        foreach (var id in new[] { "a", "b" })
        {
            node.Publish(id).Send(clip.Tags);
            await node.Client.GetStringAsync(PlayNode.Path(id, ".m3u8"));
        }

        var byProtocol = new Dictionary<string, int>();
        foreach (var stream in node.Get<LiveStreams>().All) stream.CountViewers(byProtocol);

        Assert.Equal(2, byProtocol[HlsNames.Protocol]);
    }

    [Fact]
    public async Task Playlist_ManySegments_ListsSixAndKeepsThreeMore()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags);
        var first = Segments(await node.Client.GetStringAsync(PlayNode.Path("s", ".m3u8")))[0];
        // A key frame a second: eight segments of two seconds are complete after 17.5 s.
        Again(publisher, 1);
        publisher.Send(clip.Tags[..(clip.Tags.Length / 2)]);

        var list = await node.Client.GetStringAsync(PlayNode.Path("s", ".m3u8"));
        var kept = await node.Client.GetAsync($"/live/{first}");
        Again(publisher, 3);
        var gone = await node.Client.GetAsync($"/live/{first}");

        Assert.Equal(6, Segments(list).Length);
        Assert.DoesNotContain(first, list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Playlist_SoundIsAdded_MarksADiscontinuityAndANewMap()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Media(FlvTagType.Video));
        publisher.Lose();
        node.Publish("s").Send(clip.Tags);

        var list = await node.Client.GetStringAsync(PlayNode.Path("s", ".m3u8"));

        Assert.Single(list.Split('\n'), line => line == "#EXT-X-DISCONTINUITY");
        Assert.Equal(2, list.Split('\n').Count(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Playlist_BeforeTheFirstSegment_WaitsForIt()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..20]);

        var waiting = node.Client.GetStringAsync(PlayNode.Path("s", ".m3u8"));
        publisher.Send(clip.Tags[20..]);

        Assert.NotEmpty(Segments(await waiting));
    }

    [Fact]
    public async Task Viewers_TwoTokensFromOneAddress_AreTwo()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags);
        await node.Client.GetStringAsync($"/live/s.m3u8?token={PlayNode.Token("s", 100)}");
        await node.Client.GetStringAsync($"/live/s.m3u8?token={PlayNode.Token("s", 200)}");
        var viewers = new Dictionary<string, int>();

        publisher.Stream.CountViewers(viewers);

        Assert.Equal(2, viewers["hls"]);
        Assert.Equal(2, publisher.Stream.ViewerCount);
    }

    [Fact]
    public async Task End_OfTheStream_GivesEverythingBack()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags);
        await node.Client.GetStringAsync(PlayNode.Path("s", ".m3u8"));
        Assert.True(node.Get<BlockPool>().Outstanding > 0);

        publisher.End();

        await Eventually.BecomesAsync(() => node.Get<BlockPool>().Outstanding, 0);
        Assert.Equal(0, node.Get<FramePool>().Outstanding);
    }

    private void Again(TestPublisher publisher, int times)
    {
        for (var i = 0; i < times; i++) publisher.Send(clip.Tags);
    }

    private static string[] Segments(string list) => [.. list.Split('\n').Where(line => line.Contains(".m4s", StringComparison.Ordinal))];

    private static string Map(string list) => list.Split('\n').Single(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal)).Split('"')[1];
}
