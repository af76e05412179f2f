namespace Rooms.Gateway.Tests.Files;

/// <summary>The smallest files that are what they say.</summary>
internal static class SampleFiles
{
    /// <summary>One pixel, whole: decoders show it.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static readonly byte[] Gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B];

    public static readonly byte[] Mp4 = [0, 0, 0, 0x18, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8];

    public static readonly byte[] Pdf = "%PDF-1.7\n%%EOF"u8.ToArray();

    /// <summary>A GIF of so many bytes.</summary>
    public static byte[] Large(int bytes)
    {
        var file = new byte[bytes];
        Gif.CopyTo(file, 0);
        return file;
    }

    /// <summary>A picture that announces 65,535 x 65,535 pixels in ten bytes.</summary>
    public static byte[] Bomb => [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0];
}
