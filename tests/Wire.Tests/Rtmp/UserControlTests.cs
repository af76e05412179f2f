using System.Buffers;
using Rooms.Wire.Rtmp;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp;

public class UserControlTests
{
    [Theory]
    [InlineData("0003 00000001 00000BB8", UserControlEvent.SetBufferLength, 1u, 3000u)]
    [InlineData("0007 00000064", UserControlEvent.PingResponse, 100u, 0u)]
    [InlineData("0002 00000001", UserControlEvent.StreamDry, 1u, 0u)]
    [InlineData("0004 00000001", UserControlEvent.StreamIsRecorded, 1u, 0u)]
    public void TryRead_KnownEvent_ReadsItsFields(string hex, UserControlEvent kind, uint value, uint bufferMilliseconds)
    {
        Assert.Equal(OperationStatus.Done, UserControl.TryRead(Hex(hex), out var message));

        Assert.Equal(new UserControl(kind, value, bufferMilliseconds), message);
    }

    // 26: SWF verification, in no specification, of two bytes.
    [Fact]
    public void TryRead_UnknownEventWithoutValue_IsReadForTheCallerToIgnore()
    {
        Assert.Equal(OperationStatus.Done, UserControl.TryRead(Hex("001A"), out var message));

        Assert.Equal(26, (int)message.Event);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("0006 000000")]
    [InlineData("0003 00000001 00000B")]
    public void TryRead_Cut_IsInvalid(string hex)
    {
        Assert.Equal(OperationStatus.InvalidData, UserControl.TryRead(Hex(hex), out _));
    }
}
