using System.Buffers;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Tests.Web;

internal sealed record ClipTag(FlvTagType Type, uint Timestamp, byte[] Body);

/// <summary>What an encoder sends: H.264 and AAC from ffmpeg, a key frame a second, made once a test run.</summary>
internal sealed class Clip
{
    public const int Seconds = 7;
    public const int Pictures = Seconds * 25;

    private static readonly Lazy<Task<Clip>> Shared = new(MakeAsync);

    private Clip(ClipTag[] tags) => Tags = tags;

    public ClipTag[] Tags { get; }

    public static Task<Clip> GetAsync() => Shared.Value;

    public ClipTag[] Media(FlvTagType type) => [.. Tags.Where(tag => tag.Type == type)];

    private static async Task<Clip> MakeAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"rooms-clip-{Guid.NewGuid():n}.flv");
        try
        {
            await Tool.RunAsync(
                "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-f", "lavfi", "-i", "sine=f=440:r=44100",
                "-t", $"{Seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "25",
                "-c:a", "aac", "-ac", "2", path);
            return new Clip(ReadTags(await File.ReadAllBytesAsync(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static ClipTag[] ReadTags(ReadOnlySpan<byte> flv)
    {
        var tags = new List<ClipTag>();
        flv = flv[FlvFileHeader.Length..];
        while (FlvTag.TryRead(flv, 8 << 20, out var tag, out var consumed) == OperationStatus.Done)
        {
            tags.Add(new ClipTag(tag.Type, tag.Timestamp, tag.Body.ToArray()));
            flv = flv[consumed..];
        }
        return [.. tags];
    }
}
