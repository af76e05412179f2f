using System.Buffers;
using Rooms.Wire.WebSocket;

namespace Rooms.Wire.Tests.WebSocket;

public sealed class WebSocketTests
{
    // RFC 6455 5.7: a masked "Hello".
    [Fact]
    public void TryRead_MaskedText_UnmasksToHello()
    {
        var frame = Convert.FromHexString("818537fa213d7f9f4d5158");

        var status = WebSocketFrameHeader.TryRead(frame, out var header, out var consumed);
        WebSocketFrameHeader.ApplyMask(frame.AsSpan(consumed), header.MaskingKey);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal((WebSocketOpcode.Text, true, 5L, 6), (header.Opcode, header.IsFinal, header.PayloadLength, consumed));
        Assert.Equal("Hello"u8, frame.AsSpan(consumed));
    }

    // RFC 6455 1.3
    [Fact]
    public void Accept_ExampleOfTheStandard_IsItsAnswer() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketHandshake.Accept("dGhlIHNhbXBsZSBub25jZQ=="));

    [Theory]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", true)]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ=", false)]
    [InlineData("%%%%%%%%%%%%%%%%%%%%%%==", false)]
    [InlineData(null, false)]
    public void IsKey_Literal_IsChecked(string? key, bool expected) => Assert.Equal(expected, WebSocketHandshake.IsKey(key));

    [Theory]
    [InlineData(125, "827D")]
    [InlineData(126, "827E007E")]
    [InlineData(65535, "827EFFFF")]
    [InlineData(65536, "827F0000000000010000")]
    public void Write_EachLengthForm_ReadsBack(long length, string hex)
    {
        var bytes = new byte[WebSocketFrameHeader.MaxUnmaskedLength];

        var written = WebSocketFrameHeader.Write(bytes, WebSocketOpcode.Binary, length);
        WebSocketFrameHeader.TryRead(bytes.AsSpan(0, written), out var header, out var consumed);

        Assert.Equal(hex, Convert.ToHexString(bytes.AsSpan(0, written)));
        Assert.Equal((length, written, false), (header.PayloadLength, consumed, header.IsMasked));
    }

    [Theory]
    [InlineData("C100")] // reserved bit
    [InlineData("8300")] // reserved opcode
    [InlineData("0900")] // a ping in parts
    [InlineData("897E0080")] // a ping of 128 bytes
    [InlineData("827FFFFFFFFFFFFFFFFF")] // 2^63 and more
    public void TryRead_AgainstTheStandard_IsInvalid(string hex) =>
        Assert.Equal(OperationStatus.InvalidData, WebSocketFrameHeader.TryRead(Convert.FromHexString(hex), out _, out _));

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(Convert.FromHexString("818537fa213d7f9f4d5158"), 20_000))
            if (WebSocketFrameHeader.TryRead(bytes, out var header, out var consumed) == OperationStatus.Done)
                Assert.True(consumed <= bytes.Length && header.PayloadLength >= 0);
    }
}
