namespace Rooms.EndToEnd.Tests.Live;

/// <summary>A test clip, made once a process: H.264 baseline without B-frames, key frame every 2 s, AAC stereo of noise, so that no two packets are alike; 640x360 at 25 frames a second.</summary>
internal static class Clip
{
    public const int Seconds = 20;
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> PathAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("rooms-clip-").FullName, "clip.flv");
        await Tool.RunAsync(TimeSpan.FromMinutes(2), "ffmpeg", "-v", "error", "-y",
            "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25", "-f", "lavfi", "-i", "anoisesrc=r=44100:a=0.2:seed=7", "-t", $"{Seconds}",
            "-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast", "-tune", "zerolatency", "-sc_threshold", "0", "-pix_fmt", "yuv420p",
            "-g", "50", "-b:v", "736k", "-c:a", "aac", "-b:a", "64k", "-ac", "2", path);
        return path;
    }
}
