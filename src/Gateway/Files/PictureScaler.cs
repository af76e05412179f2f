using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Files;

/// <summary>
/// Makes small pictures with ffmpeg, a process each: what a stranger's picture does to a decoder ends with that process. It is told which format to expect,
/// may open this one file, has bounds for pixels, memory and time, and sees nothing of our environment.
/// </summary>
internal sealed partial class PictureScaler(TimeProvider time, ILogger<PictureScaler> logger) : IDisposable
{
    public const int Side = 136;

    private const string Program = "ffmpeg";

    // As RGBA 100 MB.
    private const string MaxPixels = "25000000";
    private const string MaxAllocation = "268435456";

    // 136 x 136 without any compression.
    private const int MaxBytes = 64 * 1024;

    private static readonly string Filter = string.Create(CultureInfo.InvariantCulture, $"scale={Side}:{Side}:force_original_aspect_ratio=increase,crop={Side}:{Side}");

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    // A core's worth, beside all else that the machine does.
    private readonly SemaphoreSlim slots = new(2);
    private int isMissingTold;

    /// <summary>A JPEG of 136 x 136 pixels, filled; null: this picture cannot be shown so, or there is no ffmpeg.</summary>
    public async Task<ReadOnlyMemory<byte>?> TryScaleAsync(string path, string type, CancellationToken cancellation)
    {
        if (FormatOf(type) is not { } format) return null;
        // Many at once: those that come last are shown whole.
        if (!await slots.WaitAsync(Deadline, cancellation)) return null;
        try
        {
            using var ffmpeg = Process.Start(Command(path, format));
            return ffmpeg is null ? null : await ReadAsync(ffmpeg, cancellation);
        }
        catch (Win32Exception fault)
        {
            if (Interlocked.Exchange(ref isMissingTold, 1) == 0) LogMissing(fault.Message);
            return null;
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Process ffmpeg, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var buffer = new byte[MaxBytes];
            var read = await ffmpeg.StandardOutput.BaseStream.ReadAtLeastAsync(buffer, MaxBytes, throwOnEndOfStream: false, either.Token);
            if (read is 0 or MaxBytes) return null;
            await ffmpeg.WaitForExitAsync(either.Token);
            return ffmpeg.ExitCode == 0 ? buffer.AsMemory(0, read) : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!ffmpeg.HasExited) ffmpeg.Kill();
        }
    }

    private static ProcessStartInfo Command(string path, string format)
    {
        var command = new ProcessStartInfo(Program)
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-v", "quiet", "-nostdin", "-max_alloc", MaxAllocation, "-protocol_whitelist", "file,pipe", "-threads", "1", "-max_pixels", MaxPixels, "-f", format, "-i", "file:" + path,
                "-frames:v", "1", "-vf", Filter, "-threads", "1", "-c:v", "mjpeg", "-q:v", "5", "-f", "mjpeg", "pipe:1",
            },
        };
        // Secrets may stand in it.
        foreach (var name in command.Environment.Keys.Where(name => name != "PATH").ToArray()) command.Environment.Remove(name);
        return command;
    }

    private static string? FormatOf(string type) => type switch
    {
        "image/jpeg" => "jpeg_pipe",
        "image/png" => "png_pipe",
        "image/webp" => "webp_pipe",
        "image/gif" => "gif",
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "Pictures are shown whole in place of small ones: ffmpeg does not start (apt-get install ffmpeg): {Reason}")]
    private partial void LogMissing(string reason);
}
