using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Rooms.MediaRelay.Tests.Web;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Tests.Endpoints.Fmp4;

/// <summary>Enhanced RTMP by literal packets (enhanced-rtmp-v2, ExVideoTagHeader and ExAudioTagHeader): ffmpeg 5.1 cannot send it.</summary>
public sealed class EnhancedTests : IAsyncLifetime
{
    // x265, main, 1280x720; libaom, main, 320x180; two channels at 48 kHz.
    private const string Hvcc =
        "0101600000009000000000005df000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003005d959809" +
        "a10001002b42010101600000030090000003000003005da00280802d165959a4932bc05a020000030002000003003c10a2000100074401c172b46240";

    private const string Av1c = "81000c000a0b000000043cfeccdaf90040";
    private const string OpusHead = "4f707573486561640102380180bb0000000000";
    private const string Picture = "00000005260102030400000004AABBCCDD";
    private const string Sound = "FC0102030405";

    private PlayNode node = null!;

    public async Task InitializeAsync() => node = await PlayNode.StartAsync();

    public async Task DisposeAsync() => await node.DisposeAsync();

    // 0x90: extended, key frame, sequence start; 0x91: coded frames, which for HEVC carry a composition time.
    [Theory]
    [InlineData("68766331", "hvcC", Hvcc, "000000", "video/mp4; codecs=\"hvc1.1.6.L93.90,opus\"")]
    [InlineData("61763031", "av1C", Av1c, "", "video/mp4; codecs=\"av01.0.00M.08,opus\"")]
    public async Task WebSocket_EnhancedVideoAndOpus_IsMp4(string fourCc, string box, string record, string composition, string mime)
    {
        var publisher = node.Publish("s");
        publisher.Send(Start(fourCc, record));
        publisher.Send(Pictures(fourCc, composition));
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(node.WebSocketUri("s", ".mp4"), default);
        var text = await Messages.ReceiveAsync(socket);
        var init = await Messages.ReceiveAsync(socket);
        var fragment = await Messages.ReceiveAsync(socket);

        Assert.Equal(mime, JsonDocument.Parse(text.Bytes).RootElement.GetProperty("mime").GetString());
        Assert.Contains(Convert.ToHexString(Encoding.ASCII.GetBytes(box)) + record, Convert.ToHexString(init.Bytes), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("644F7073" + "000201380000BB80000000", Convert.ToHexString(init.Bytes), StringComparison.Ordinal);
        Assert.EndsWith(Picture + Sound, Convert.ToHexString(fragment.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("68766331", Hvcc, "000000")]
    [InlineData("61763031", Av1c, "")]
    public async Task Flv_EnhancedVideoAndOpus_IsUntouched(string fourCc, string record, string composition)
    {
        ClipTag[] sent = [.. Start(fourCc, record), .. Pictures(fourCc, composition)];
        var publisher = node.Publish("s");
        publisher.Send(sent);
        using var answer = await node.Client.GetAsync(PlayNode.Path("s", ".flv"), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var received = new MemoryStream();
        var first = new byte[4096];
        received.Write(first, 0, await body.ReadAsync(first));

        publisher.End();
        await body.CopyToAsync(received);

        Assert.Equal(sent.Select(tag => Convert.ToHexString(tag.Body)), Clip.ReadTags(received.ToArray()).Select(tag => Convert.ToHexString(tag.Body)));
    }

    private static ClipTag[] Start(string fourCc, string record) =>
    [
        new(FlvTagType.Video, 0, Convert.FromHexString("90" + fourCc + record)),
        new(FlvTagType.Audio, 0, Convert.FromHexString("90" + "4F707573" + OpusHead)),
    ];

    private static ClipTag[] Pictures(string fourCc, string composition) =>
    [
        new(FlvTagType.Video, 0, Convert.FromHexString("91" + fourCc + composition + Picture)),
        new(FlvTagType.Audio, 0, Convert.FromHexString("91" + "4F707573" + Sound)),
    ];
}
