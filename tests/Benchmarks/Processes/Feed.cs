namespace Rooms.Benchmarks.Processes;

/// <summary>ffmpeg pushes the clip in real time, over and over.</summary>
internal static class Feed
{
    private static readonly TimeSpan ClipDeadline = TimeSpan.FromMinutes(2);

    /// <summary>Made once and kept among the artifacts.</summary>
    public static async Task<string> ClipAsync(CancellationToken cancellation)
    {
        var clip = Path.Combine(Checkout.Artifacts, "clip.flv");
        if (!File.Exists(clip)) await Child.RunAsync(Cores.Load, ClipDeadline, cancellation, Checkout.Load("make-clip.sh"), clip);
        return clip;
    }

    public static Child Start(string clip, Uri push) =>
        Child.Start(Cores.Load, null, "ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", clip, "-c", "copy", "-f", "flv", push.ToString());
}
