using Rooms.EndToEnd.Tests.Live;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>ffmpeg pushes over RTMPS, as the server told it, and pulls every way there is; what it gets is what was pushed.</summary>
public sealed class SecureFlowTests : IDisposable
{
    private const int PullSeconds = 10;
    private const int PacketsInARow = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly CertificateFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task RtmpsPush_HttpsFlvAndRtmpsPull_GetEqualPackets()
    {
        await using var host = await StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "secure");
        var source = await HashAsync(await Clip.PathAsync());
        await using var push = await room.PushClipAsync();
        await room.EventAsync("stream.started");

        var pulled = await Task.WhenAll(
            HashAsync(room.Play("flv"), "-tls_verify", "1", "-ca_file", files.Root, "-t", $"{PullSeconds}"),
            HashAsync(room.Play("rtmp"), "-t", $"{PullSeconds}"));

        Assert.StartsWith("rtmps://", room.PushUrl, StringComparison.Ordinal);
        Assert.StartsWith("rtmps://", room.Play("rtmp"), StringComparison.Ordinal);
        Assert.StartsWith("https://", room.Play("flv"), StringComparison.Ordinal);
        foreach (var received in pulled)
            foreach (var mediaType in new[] { "video", "audio" })
                Assert.True(Packets.ConsecutiveEqual(Packets.Parse(source, mediaType), Packets.Parse(received, mediaType)) >= PacketsInARow,
                    $"{mediaType}: fewer than {PacketsInARow} equal packets in a row\n{host.Output}");
    }

    [Fact]
    public async Task RtmpsPush_HttpsHls_Plays()
    {
        await using var host = await StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "hls");
        await using var push = await room.PushClipAsync();
        await room.EventAsync("stream.started");

        var frames = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", room.Play("hls"), "-t", "4", "-map", "0:v", "-f", "framehash", "-");

        Assert.StartsWith("https://", room.Play("hls"), StringComparison.Ordinal);
        Assert.True(Packets.Parse(frames, "video").Length >= 90, frames);
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(null, [.. files.Arguments, "--Rtmp:TlsPort", $"{FreePort.Find()}"]);

    // Options before the input count for it. A file is read to its end, a live stream for a while.
    private static Task<string> HashAsync(string input, params string[] options) =>
        Tool.RunAsync(Deadline, "ffmpeg", ["-v", "error", .. options, "-i", input, "-map", "0", "-c", "copy", "-f", "framehash", "-hash", "md5", "-"]);
}
