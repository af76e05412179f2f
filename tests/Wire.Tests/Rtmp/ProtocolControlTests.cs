using System.Buffers;
using Rooms.Wire.Rtmp;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp;

public class ProtocolControlTests
{
    // RTMP 1.0 sections 5.4.1 to 5.4.5, each as a whole chunk on chunk stream 2.
    public static TheoryData<string, Func<byte[], int>> Messages => new()
    {
        { "02 000000 000004 01 00000000 00010000", destination => ProtocolControl.WriteSetChunkSize(destination, 65_536) },
        { "02 000000 000004 02 00000000 00000006", destination => ProtocolControl.WriteAbort(destination, 6) },
        { "02 000000 000004 03 00000000 FFFFFFFE", destination => ProtocolControl.WriteAcknowledgement(destination, 0xFFFFFFFE) },
        { "02 000000 000004 05 00000000 002625A0", destination => ProtocolControl.WriteWindowAcknowledgementSize(destination, 2_500_000) },
        { "02 000000 000005 06 00000000 002625A0 02", destination => ProtocolControl.WriteSetPeerBandwidth(destination, 2_500_000, PeerBandwidthLimit.Dynamic) },
        { "02 000000 000006 04 00000000 0000 00000001", destination => new UserControl(UserControlEvent.StreamBegin, 1).WriteTo(destination) },
        { "02 000000 000006 04 00000000 0001 00000001", destination => new UserControl(UserControlEvent.StreamEof, 1).WriteTo(destination) },
        { "02 000000 00000A 04 00000000 0003 00000001 00000BB8", destination => new UserControl(UserControlEvent.SetBufferLength, 1, 3000).WriteTo(destination) },
        { "02 000000 000006 04 00000000 0006 00000064", destination => new UserControl(UserControlEvent.PingRequest, 100).WriteTo(destination) },
    };

    [Theory, MemberData(nameof(Messages))]
    public void Write_Message_GivesTheSpecificationsBytes(string expected, Func<byte[], int> write)
    {
        var destination = new byte[Math.Max(ProtocolControl.MaxLength, UserControl.MaxLength)];

        var count = write(destination);

        Assert.Equal(Hex(expected), destination[..count]);
    }

    [Fact]
    public void TryRead_Number_IsBigEndian()
    {
        Assert.Equal(OperationStatus.Done, ProtocolControl.TryRead(Hex("002625A0"), out var size));

        Assert.Equal(2_500_000u, size);
    }

    [Fact]
    public void TryRead_SetPeerBandwidth_LeavesTheLimitType()
    {
        Assert.Equal(OperationStatus.Done, ProtocolControl.TryRead(Hex("002625A0 02"), out var size));

        Assert.Equal(2_500_000u, size);
    }

    [Fact]
    public void TryRead_ThreeBytes_IsInvalid()
    {
        Assert.Equal(OperationStatus.InvalidData, ProtocolControl.TryRead(Hex("002625"), out _));
    }
}
