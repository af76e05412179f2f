using System.Buffers;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp.Commands;

public class DataMessageTests
{
    private const string OnMetaData = "02 000A 6F6E4D65746144617461 08 00000001 0005 7769647468 00 4084000000000000 000009";
    private const string SetDataFrame = "02 000D 40736574446174614672616D65";

    [Theory]
    [InlineData(MessageType.DataAmf0, SetDataFrame + OnMetaData)]
    [InlineData(MessageType.DataAmf0, OnMetaData)]
    [InlineData(MessageType.DataAmf3, "00" + SetDataFrame + OnMetaData)]
    public void TryRead_Metadata_IsUnwrappedByteForByte(MessageType type, string hex)
    {
        Assert.Equal(OperationStatus.Done, DataMessage.TryRead(type, Hex(hex), out var handler, out var body));

        Assert.Equal(DataMessage.OnMetaData, handler);
        Assert.Equal(Hex(OnMetaData), body.ToArray());
    }

    [Theory]
    [InlineData(MessageType.DataAmf0, "")]
    [InlineData(MessageType.DataAmf0, "05")]
    [InlineData(MessageType.DataAmf0, SetDataFrame)]
    [InlineData(MessageType.DataAmf0, SetDataFrame + "05")]
    [InlineData(MessageType.DataAmf3, OnMetaData)]
    public void TryRead_NoHandlerName_IsInvalid(MessageType type, string hex) =>
        Assert.Equal(OperationStatus.InvalidData, DataMessage.TryRead(type, Hex(hex), out _, out _));
}
