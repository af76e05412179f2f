using System.Buffers;
using Rooms.Wire.Files;

namespace Rooms.Wire.Tests.Files;

public sealed class PictureSizeTests
{
    [Theory]
    [InlineData(FileKind.Png, "89504e470d0a1a0a 0000000d49484452 00000020 00000018 0802000000", 32, 24)]
    [InlineData(FileKind.Gif, "474946383961 2000 1800 f71f", 32, 24)]
    [InlineData(FileKind.Webp, "52494646 2a000000 57454250 56503820 1e000000 300100 9d012a 2000 1800", 32, 24)]
    [InlineData(FileKind.Webp, "52494646 2a000000 57454250 56503858 0a000000 00000000 1f0000 170000", 32, 24)]
    [InlineData(FileKind.Webp, "52494646 2a000000 57454250 5650384c 0a000000 2f 1fc00500 0000000000", 32, 24)]
    // APP0, a comment, then the frame header.
    [InlineData(FileKind.Jpeg, "ffd8 ffe0 0010 4a46494600010200000100010000 fffe 0004 4c61 ffc0 0011 08 0018 0020 03", 32, 24)]
    // Fill bytes before a marker.
    [InlineData(FileKind.Jpeg, "ffd8 ffffff c2 0011 08 0018 0020 03 012200", 32, 24)]
    public void TryRead_Picture_IsItsSize(FileKind kind, string hex, int width, int height)
    {
        var status = PictureSize.TryRead(kind, Bytes(hex), out var size);

        Assert.Equal((OperationStatus.Done, new PictureSize(width, height)), (status, size));
    }

    [Fact]
    public void TryRead_Bomb_IsAsManyPixelsAsItAnnounces()
    {
        PictureSize.TryRead(FileKind.Png, Bytes("89504e470d0a1a0a 0000000d49484452 7fffffff 7fffffff 0802000000"), out var size);

        Assert.Equal((long)int.MaxValue * int.MaxValue, size.Pixels);
    }

    [Theory]
    [InlineData(FileKind.Png, "89504e470d0a1a0a 0000000d49484452 80000000 00000018 0802000000")]
    [InlineData(FileKind.Png, "89504e470d0a1a0a 0000000d49444154 00000020 00000018 0802000000")]
    [InlineData(FileKind.Gif, "474946383961 0000 1800 f71f")]
    [InlineData(FileKind.Webp, "52494646 2a000000 57454250 58585858 1e000000 300100 9d012a 2000 1800")]
    [InlineData(FileKind.Jpeg, "ffd8 00 0000000000000000000000")]
    [InlineData(FileKind.Mp3, "fffb50c4")]
    public void TryRead_SaysNone_IsInvalid(FileKind kind, string hex) => Assert.Equal(OperationStatus.InvalidData, PictureSize.TryRead(kind, Bytes(hex), out _));

    [Theory]
    [InlineData(FileKind.Png)]
    [InlineData(FileKind.Gif)]
    [InlineData(FileKind.Webp)]
    [InlineData(FileKind.Jpeg)]
    public void TryRead_RandomBytes_NeverThrows(FileKind kind)
    {
        foreach (var bytes in RandomBytes.Around(Bytes("ffd8 ffe0 0010 4a46494600010200000100010000 fffe 0004 4c61 ffc0 0011 08 0018 0020 03"), 20_000))
            if (PictureSize.TryRead(kind, bytes, out var size) == OperationStatus.Done) Assert.True(size.Pixels > 0);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
