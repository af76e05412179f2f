using System.Globalization;
using System.Text.Json;

namespace Rooms.MediaRelay.Tests.Web;

internal sealed record MediaSample(double Dts, double Duration, bool IsKey);

/// <summary>What ffprobe reads in a file or at a URL.</summary>
internal sealed record MediaFile(MediaSample[] Video, MediaSample[] Audio)
{
    public static async Task<MediaFile> ProbeAsync(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"rooms-probe-{Guid.NewGuid():n}.mp4");
        try
        {
            await File.WriteAllBytesAsync(path, bytes);
            return await ProbeAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<MediaFile> ProbeAsync(string source)
    {
        var json = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-show_entries", "packet=codec_type,dts_time,duration_time,flags", "-of", "json", source);
        var packets = JsonDocument.Parse(json).RootElement.GetProperty("packets").EnumerateArray().ToArray();
        return new MediaFile(Of(packets, "video"), Of(packets, "audio"));
    }

    private static MediaSample[] Of(JsonElement[] packets, string type) =>
    [
        .. packets.Where(packet => packet.GetProperty("codec_type").GetString() == type).Select(packet => new MediaSample(
            Number(packet, "dts_time"), Number(packet, "duration_time"), packet.GetProperty("flags").GetString()!.StartsWith('K'))),
    ];

    private static double Number(JsonElement packet, string name) => double.Parse(packet.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
