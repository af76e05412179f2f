using System.Diagnostics;

namespace Rooms.Host.Demo;

/// <summary>An ffmpeg process that pushes a test picture with a running clock and a tone.</summary>
internal static class TestPicture
{
    private const string ClockFont = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    private static readonly TimeSpan GraceToQuit = TimeSpan.FromSeconds(2);

    /// <summary>Runs until ffmpeg ends or <paramref name="cancellation"/>; then asks it to quit, and ends it if it does not.</summary>
    public static async Task<int> PushAsync(DemoRoom room, string url, CancellationToken cancellation)
    {
        using var ffmpeg = Process.Start(Command(room, url)) ?? throw new InvalidOperationException("ffmpeg did not start");
        try
        {
            await ffmpeg.WaitForExitAsync(cancellation);
            return ffmpeg.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await QuitAsync(ffmpeg);
            throw;
        }
    }

    private static async Task QuitAsync(Process ffmpeg)
    {
        using var deadline = new CancellationTokenSource(GraceToQuit);
        try
        {
            await ffmpeg.StandardInput.WriteAsync('q');
            ffmpeg.StandardInput.Close();
            await ffmpeg.WaitForExitAsync(deadline.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            ffmpeg.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Command(DemoRoom room, string url)
    {
        var command = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true };
        string[] arguments =
        [
            "-loglevel", "error", "-nostats",
            "-re", "-f", "lavfi", "-i", room.Picture + Clock(),
            "-re", "-f", "lavfi", "-i", $"sine=frequency={room.ToneHertz}:sample_rate=44100",
            // Key frame every 2 s and no B-frames: what the quick-start tells an anchor to set.
            "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "50", "-b:v", "700k", "-maxrate", "700k", "-bufsize", "700k",
            "-c:a", "aac", "-b:a", "64k", "-ac", "2",
            "-f", "flv", url,
        ];
        foreach (var argument in arguments) command.ArgumentList.Add(argument);
        return command;
    }

    private static string Clock() => File.Exists(ClockFont)
        ? $@",drawtext=fontfile={ClockFont}:text='%{{localtime\:%H\\\:%M\\\:%S}}':fontsize=48:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=10:x=(w-tw)/2:y=h-90"
        : "";
}
