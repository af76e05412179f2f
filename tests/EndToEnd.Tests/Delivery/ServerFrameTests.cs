using System.Buffers;
using Rooms.Benchmarks.Delivery;

namespace Rooms.EndToEnd.Tests.Delivery;

public class ServerFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65535)]
    public void TryRead_Written_IsTheSame(int length)
    {
        var payload = new byte[length];
        Random.Shared.NextBytes(payload);
        byte[] two = [.. ServerFrame.Write(ServerFrame.Text, payload), 0x81];

        var status = ServerFrame.TryRead(two, out var frame, out var consumed);

        Assert.Equal((OperationStatus.Done, two.Length - 1, ServerFrame.Text), (status, consumed, frame.Opcode));
        Assert.True(frame.Payload.SequenceEqual(payload));
    }

    [Fact]
    public void TryRead_AnyPart_NeedsMore()
    {
        var whole = ServerFrame.Write(ServerFrame.Text, new byte[300]);

        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(OperationStatus.NeedMoreData, ServerFrame.TryRead(whole.AsSpan(0, length), out _, out _));
    }

    [Theory]
    [InlineData(new byte[] { 0x01, 0x00 })]
    [InlineData(new byte[] { 0xC1, 0x00 })]
    [InlineData(new byte[] { 0x81, 0x80 })]
    [InlineData(new byte[] { 0x81, 0x7F, 0xFF, 0, 0, 0, 0, 0, 0, 0 })]
    public void TryRead_InPartsCompressedMaskedOrGiant_IsInvalid(byte[] bytes) =>
        Assert.Equal(OperationStatus.InvalidData, ServerFrame.TryRead(bytes, out _, out _));
}
