using System.Buffers;
using System.Text;
using Rooms.Wire.RoomsV1;

namespace Rooms.Wire.Tests.RoomsV1;

public sealed class BinaryClientFramesTests
{
    // docs/ws.md, the binary form: subscribe to "live" after 300, as a member.
    [Fact]
    public void TryRead_ExampleOfTheDocument_IsASubscription()
    {
        var isRead = BinaryClientFrames.TryRead(Convert.FromHexString("02056C697665AC0201"), out var frame, out _);

        Assert.True(isRead);
        Assert.Equal(new SubscribeFrame("live", 300, Join: true), frame);
    }

    [Theory]
    [InlineData("""{"op":"hello","token":"abc","device":{"id":"d1","class":"phone"},"labels":["vip"],"subscribe":[{"room":"r","after":7},{"room":"@inbox","join":true}]}""")]
    [InlineData("""{"op":"hello"}""")]
    [InlineData("""{"op":"subscribe","room":"r","after":9223372036854775807}""")]
    [InlineData("""{"op":"unsubscribe","room":"r"}""")]
    [InlineData("""{"op":"send","id":"1","room":"r","type":"text","text":"你好 🎉"}""")]
    [InlineData("""{"op":"send","id":"1","to":"bob","text":""}""")]
    [InlineData("""{"op":"send","id":"1","to":"bob","type":"wave","data":[1,{"a":null}]}""")]
    [InlineData("""{"op":"ack","room":"r","seq":128}""")]
    [InlineData("""{"op":"refresh","token":"abc"}""")]
    [InlineData("""{"op":"sdp","id":"1","room":"r","data":{"type":"offer"}}""")]
    [InlineData("""{"op":"ping"}""")]
    public void Write_FrameOfTheJsonForm_ReadsBackTheSame(string json)
    {
        Assert.True(JsonClientFrames.TryRead(Encoding.UTF8.GetBytes(json), out var frame, out _));
        var bytes = ToBytes(frame!);

        Assert.True(BinaryClientFrames.TryRead(bytes, out var read, out _));

        Assert.Equivalent(frame, read, strict: true);
        Assert.Equal(bytes, ToBytes(read!));
    }

    [Fact]
    public void TryRead_MoreThanIsKnown_IsIgnored()
    {
        Assert.True(BinaryClientFrames.TryRead(Convert.FromHexString("08FFFF"), out var frame, out _));
        Assert.Equal(PingFrame.Value, frame);
    }

    [Theory]
    [InlineData("", FrameFaultKind.CutOff, "op")]
    [InlineData("00", FrameFaultKind.UnknownOp, "op")]
    [InlineData("09", FrameFaultKind.UnknownOp, "op")]
    [InlineData("02", FrameFaultKind.CutOff, "room")]
    [InlineData("0205AABB", FrameFaultKind.CutOff, "room")]
    [InlineData("0203C3280000", FrameFaultKind.NotUtf8, "room")]
    [InlineData("02000000", FrameFaultKind.Missing, "room")]
    [InlineData("02010000", FrameFaultKind.Missing, "room")]
    [InlineData("020272FFFFFFFFFFFFFFFFFF0100", FrameFaultKind.WrongKind, "after")]
    [InlineData("02FFFFFFFF7F72", FrameFaultKind.FieldTooLong, "room")]
    [InlineData("0100000011", FrameFaultKind.FieldTooLong, "labels")]
    [InlineData("0100000000C901", FrameFaultKind.FieldTooLong, "subscribe")]
    [InlineData("04023102720000026800", FrameFaultKind.None, "")]
    [InlineData("0402310272000000027B", FrameFaultKind.NotJson, "data")]
    [InlineData("0402310000000268", FrameFaultKind.CutOff, "data")]
    [InlineData("040231000000026800", FrameFaultKind.Ambiguous, "")]
    public void TryRead_Literal_HasTheFault(string hex, FrameFaultKind kind, string field)
    {
        BinaryClientFrames.TryRead(Convert.FromHexString(hex), out _, out var fault);

        Assert.Equal((kind, field), (fault.Kind, fault.Field ?? ""));
    }

    [Fact]
    public void TryRead_CutAnywhere_IsNoFrame()
    {
        var whole = ToBytes(new SendFrame("1", "r", null, "wave", "hi", "{}"));

        for (var length = 0; length < whole.Length; length++)
            Assert.False(BinaryClientFrames.TryRead(whole.AsSpan(0, length), out _, out _), $"cut to {length}");
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(ToBytes(new HelloFrame("t", "d", null, ["x"], [new SubscribeFrame("r", 1, true)])), 20_000))
            Assert.Equal(BinaryClientFrames.TryRead(bytes, out var frame, out _), frame is not null);
    }

    private static byte[] ToBytes(ClientFrame frame)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BinaryClientFrames.Write(buffer, frame);
        return buffer.WrittenSpan.ToArray();
    }
}
