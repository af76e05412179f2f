namespace Rooms.EndToEnd.Tests.Live;

/// <summary>Real clients at once; what they get is what was pushed, byte for byte.</summary>
public class PassThroughTests
{
    private const int PullSeconds = 10;

    // 10 s hold 250 video and 430 audio packets; the contract of this test is 200 in a row.
    private const int PacketsInARow = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task FfmpegPush_ThreePlayersAtOnce_GetEqualPackets()
    {
        await using var host = await RunningHost.StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "pass-through");
        var source = await HashAsync(await Clip.PathAsync());
        await using var push = await room.PushClipAsync();
        await room.EventAsync("stream.started");

        var dump = Path.Combine(host.DataDirectory, "rtmpdump.flv");
        var pulled = await Task.WhenAll(HashAsync(room.Play("rtmp")), HashAsync(room.Play("flv")), DumpAsync(room.Play("rtmp"), dump));

        foreach (var received in pulled)
            foreach (var mediaType in new[] { "video", "audio" })
                Assert.True(Packets.ConsecutiveEqual(Packets.Parse(source, mediaType), Packets.Parse(received, mediaType)) >= PacketsInARow,
                    $"{mediaType}: fewer than {PacketsInARow} equal packets in a row\n{host.Output}");
    }

    [Fact]
    public async Task FfmpegPush_HlsByFfprobe_ShowsBothStreamsAndPlays()
    {
        await using var host = await RunningHost.StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "hls");
        await using var push = await room.PushClipAsync();
        await room.EventAsync("stream.started");

        var streams = await Tool.RunAsync(Deadline, "ffprobe", "-v", "error", "-show_entries", "stream=codec_name,width", "-of", "csv=p=0", room.Play("hls"));
        var frames = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", room.Play("hls"), "-t", "4", "-map", "0:v", "-f", "framehash", "-");

        Assert.Contains("h264,640", streams, StringComparison.Ordinal);
        Assert.Contains("aac", streams, StringComparison.Ordinal);
        Assert.True(Packets.Parse(frames, "video").Length >= 90, frames);
    }

    // A file is read to its end, a live stream for a while.
    private static Task<string> HashAsync(string input)
    {
        string[] limit = input.Contains("://", StringComparison.Ordinal) ? ["-t", $"{PullSeconds}"] : [];
        return Tool.RunAsync(Deadline, "ffmpeg", ["-v", "error", "-i", input, .. limit, "-map", "0", "-c", "copy", "-f", "framehash", "-hash", "md5", "-"]);
    }

    private static async Task<string> DumpAsync(string url, string file)
    {
        await using var rtmpdump = Tool.Start("rtmpdump", "-q", "-r", url, "--live", "--stop", $"{PullSeconds}", "-o", file);
        // 2: "incomplete": how rtmpdump names a live stream that it left by itself.
        await rtmpdump.FinishAsync(Deadline, 2);
        return await HashAsync(file);
    }
}
