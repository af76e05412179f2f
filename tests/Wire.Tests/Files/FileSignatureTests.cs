using System.Buffers;
using System.Text;
using Rooms.Wire.Files;

namespace Rooms.Wire.Tests.Files;

public sealed class FileSignatureTests
{
    // The first bytes of files that ffmpeg 5.1 wrote, and of the specifications where it writes none.
    private const string Jpeg = "ffd8ffe000104a464946000102";
    private const string Png = "89504e470d0a1a0a0000000d49484452";
    private const string Gif = "474946383961200018";
    private const string Webp = "52494646 2a000000 57454250 56503820";
    private const string Mp4 = "0000002066747970 69736f6d 00000200 69736f6d69736f32617663316d703431";
    private const string M4a = "0000001c66747970 4d344120 00000200 4d34412069736f6d69736f32";
    private const string TaggedMp3 = "494433 0400 00 00000023 54535345";
    private const string Vorbis = "4f67675300 02 0000000000000000 5dd17f29 00000000 ff383cb4 01 1e 01766f72626973";
    private const string OpusInOgg = "4f67675300 02 0000000000000000 9cdcac9d 00000000 7b277d5a 01 13 4f70757348656164";
    private const string Pdf = "255044462d312e37 0a";

    // MPEG 1 layer III, 64 kbit/s, 44,100 Hz: 144 * 64,000 / 44,100 = 208 bytes a frame, one more where it is padded.
    private static readonly byte[] BareMp3 = [.. Bytes("fffb50c4"), .. new byte[204], .. Bytes("fffb52c4")];

    public static TheoryData<string, FileKind> Real => new()
    {
        { Jpeg, FileKind.Jpeg }, { Png, FileKind.Png }, { Gif, FileKind.Gif }, { "474946383761", FileKind.Gif }, { Webp, FileKind.Webp },
        { Mp4, FileKind.Mp4 }, { M4a, FileKind.M4a }, { TaggedMp3, FileKind.Mp3 }, { Convert.ToHexString(BareMp3), FileKind.Mp3 },
        { Vorbis, FileKind.Ogg }, { OpusInOgg, FileKind.Ogg }, { Pdf, FileKind.Pdf },
    };

    [Theory]
    [MemberData(nameof(Real))]
    public void TryRead_RealFile_IsNamed(string hex, FileKind wanted)
    {
        var status = FileSignature.TryRead(Bytes(hex), out var kind);

        Assert.Equal((OperationStatus.Done, wanted), (status, kind));
    }

    [Theory]
    [MemberData(nameof(Real))]
    public void TryRead_EveryBeginningOfARealFile_IsTheSameOrNotDecided(string hex, FileKind wanted)
    {
        var bytes = Bytes(hex);

        for (var length = 0; length < bytes.Length; length++)
        {
            var status = FileSignature.TryRead(bytes.AsSpan(0, length), out var kind);

            Assert.NotEqual(OperationStatus.InvalidData, status);
            if (status == OperationStatus.Done) Assert.Equal(wanted, kind);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<?xml version=\"1.0\"?><svg/>")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("PK\u0003\u0004 an archive")]
    [InlineData("MZ a program")]
    [InlineData("\u007fELF")]
    [InlineData(" %PDF-1.7 not at the beginning")]
    [InlineData("%PDF-9.9")]
    [InlineData("RIFF\u0010\0\0\0AVI LIST")]
    [InlineData("RIFF\0\0\0\0WEBP")]
    [InlineData("GIF88a")]
    [InlineData("alert(1) // GIF89a")]
    public void TryRead_TextArchiveOrProgram_IsInvalid(string text) =>
        Assert.Equal(OperationStatus.InvalidData, FileSignature.TryRead(Encoding.Latin1.GetBytes(text), out _));

    [Theory]
    [InlineData("00000014 66747970 71742020 00000200 71742020")] // QuickTime
    [InlineData("00000018 66747970 68656963 00000000 6d696631")] // HEIC
    [InlineData("00000008 66747970 69736f6d")] // shorter than its own fields
    [InlineData("7fffffff 66747970 69736f6d")] // as long as it likes
    [InlineData("4f67675300 02 0000000000000000 6e544080 00000000 d184bf3d 01 2a 807468656f7261")] // Theora: video in Ogg
    [InlineData("4f67675300 00 0000000000000000 6e544080 00000000 d184bf3d 01 2a 01766f72626973")] // not the first page
    [InlineData("494433 0400 00 80000023 54535345")] // an ID3 size with eight bits in a byte
    [InlineData("fffb50c4 3c7363726970743e")] // a frame header with nothing behind it is not decided: see below
    public void TryRead_NearMiss_IsNotTaken(string hex) => Assert.NotEqual(OperationStatus.Done, FileSignature.TryRead(Bytes(hex), out _));

    [Fact]
    public void TryRead_FrameHeaderWithoutASecondOne_IsInvalid()
    {
        byte[] bytes = [.. BareMp3[..208], .. "<script>"u8];

        Assert.Equal(OperationStatus.InvalidData, FileSignature.TryRead(bytes, out _));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in new[] { Jpeg, Png, Gif, Webp, Mp4, M4a, TaggedMp3, Vorbis, Pdf }.SelectMany(hex => RandomBytes.Around(Bytes(hex), 5_000)))
            if (FileSignature.TryRead(bytes, out var kind) == OperationStatus.Done) Assert.True(Enum.IsDefined(kind));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
