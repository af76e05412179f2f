using System.Buffers;
using Rooms.Wire.Flv;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Flv;

public class FlvTagTests
{
    // Video File Format 10.1, E.4.1: 3 bytes of video at 0x01020304 ms; back pointer 14.
    private static readonly byte[] Tag = Hex("09 000003 020304 01 000000 AABBCC 0000000E");

    [Fact]
    public void Write_Tag_GivesTheSpecificationsBytes()
    {
        var written = new byte[FlvTag.LengthOf(3)];

        FlvTag.Write(written, FlvTagType.Video, 0x01020304, Hex("AABBCC"));

        Assert.Equal(Tag, written);
    }

    [Fact]
    public void TryRead_Tag_ReadsTypeTimeAndBody()
    {
        Assert.Equal(OperationStatus.Done, FlvTag.TryRead(Tag, 100, out var tag, out var consumed));

        Assert.Equal((FlvTagType.Video, 0x01020304u, Tag.Length), (tag.Type, tag.Timestamp, consumed));
        Assert.Equal(Hex("AABBCC"), tag.Body.ToArray());
    }

    [Fact]
    public void TryRead_CutAnywhere_NeedsMoreData()
    {
        for (var length = 0; length < Tag.Length; length++)
            Assert.Equal(OperationStatus.NeedMoreData, FlvTag.TryRead(Tag.AsSpan(0, length), 100, out _, out _));
    }

    [Fact]
    public void TryRead_BodyOverTheLimit_IsInvalidBeforeItIsThere() =>
        Assert.Equal(OperationStatus.InvalidData, FlvTag.TryRead(Hex("09 FFFFFF 000000 00 000000"), 1 << 20, out _, out _));

    [Fact]
    public void TryRead_EncryptedTag_IsInvalid() => Assert.Equal(OperationStatus.InvalidData, FlvTag.TryRead(Hex("29 000003 000000 00 000000"), 100, out _, out _));

    // E.2: version 1, audio and video, header length 9; E.3: back pointer 0.
    [Theory]
    [InlineData(true, true, "464C56 01 05 00000009 00000000")]
    [InlineData(false, true, "464C56 01 01 00000009 00000000")]
    [InlineData(true, false, "464C56 01 04 00000009 00000000")]
    public void FileHeader_WrittenAndRead_AreTheSpecificationsBytes(bool hasAudio, bool hasVideo, string hex)
    {
        var header = new FlvFileHeader(hasAudio, hasVideo);
        var written = new byte[FlvFileHeader.Length];

        header.WriteTo(written);

        Assert.Equal(Hex(hex), written);
        Assert.Equal(OperationStatus.Done, FlvFileHeader.TryRead(written, out var read));
        Assert.Equal(header, read);
        Assert.Equal(OperationStatus.NeedMoreData, FlvFileHeader.TryRead(written.AsSpan(0, 12), out _));
    }

    [Theory]
    [InlineData("464C57 01 05 00000009 00000000")]
    [InlineData("464C56 01 05 0000000A 00000000")]
    public void FileHeader_NotFlv_IsInvalid(string hex) => Assert.Equal(OperationStatus.InvalidData, FlvFileHeader.TryRead(Hex(hex), out _));
}
