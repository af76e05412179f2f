using System.Buffers;
using System.Text;
using Rooms.Testing;
using Rooms.Wire.Goim;

namespace Rooms.Wire.Tests.Goim;

/// <summary>goim v2.0 api/protocol/protocol.go, and what v1.2 has otherwise.</summary>
public sealed class GoimPacketTests
{
    // The example client's authentication, and its heartbeat.
    private const string Auth = "00000014 0010 0001 00000007 00000001 7B7D0A20";
    private const string Heartbeat = "00000010 0010 0001 00000002 00000003";

    public static readonly byte[] TwoPackets = Bytes.Hex(Auth + Heartbeat);

    [Theory, EverySplit(nameof(TwoPackets))]
    public void TryRead_TwoPackets_ReadsBoth(Split input)
    {
        var seen = new List<byte>();
        var packets = new List<(short Version, int Operation, int Sequence, string Body)>();
        foreach (var piece in input.Pieces)
        {
            seen.AddRange(piece);
            while (GoimPacket.TryRead(seen.ToArray(), GoimPacket.MaxBodyV2, out var packet, out var consumed) == OperationStatus.Done)
            {
                packets.Add((packet.Version, packet.Operation, packet.Sequence, Encoding.UTF8.GetString(packet.Body)));
                seen.RemoveRange(0, consumed);
            }
        }

        Assert.Equal([(1, GoimOperations.Auth, 1, "{}\n "), (1, GoimOperations.Heartbeat, 3, "")], packets);
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData("FFFFFFFF 0010 0001 00000007 00000001")] // negative
    [InlineData("80000000 0010 0001 00000007 00000001")]
    [InlineData("7FFFFFFF 0010 0001 00000007 00000001")] // giant
    [InlineData("00001011 0010 0001 00000007 00000001")] // 4,097 bytes of body
    [InlineData("00000010 0011 0001 00000007 00000001")] // another header length
    [InlineData("00000010 0000 0001 00000007 00000001")]
    [InlineData("00000010 FFF0 0001 00000007 00000001")]
    public void TryRead_LengthAgainstTheLimits_IsInvalidWithTheHeader(string hex)
    {
        var header = Bytes.Hex(hex);

        Assert.Equal(OperationStatus.NeedMoreData, GoimPacket.TryRead(header.AsSpan(0, 15), GoimPacket.MaxBodyV2, out _, out _));
        Assert.Equal(OperationStatus.InvalidData, GoimPacket.TryRead(header, GoimPacket.MaxBodyV2, out _, out _));
    }

    [Theory]
    [InlineData(GoimPacket.MaxBodyV1)]
    [InlineData(GoimPacket.MaxBodyV2)]
    public void TryRead_BodyAtTheLimit_IsReadAndOneMoreIsNot(int limit)
    {
        var longest = new byte[GoimPacket.HeaderLength + limit];
        var tooLong = new byte[longest.Length + 1];
        new GoimPacket(1, 4, 2, Bytes.Run(limit)).WriteTo(longest);
        new GoimPacket(1, 4, 2, Bytes.Run(limit + 1)).WriteTo(tooLong);

        Assert.Equal(OperationStatus.Done, GoimPacket.TryRead(longest, limit, out var packet, out _));
        Assert.Equal(Bytes.Run(limit), packet.Body.ToArray());
        Assert.Equal(OperationStatus.InvalidData, GoimPacket.TryRead(tooLong, limit, out _, out _));
    }

    // ReadTCP: "bodyLen > 0", else no body.
    [Theory]
    [InlineData("00000000 0010 0001 00000002 00000001 AA")]
    [InlineData("0000000F 0010 0001 00000002 00000001 AA")]
    public void TryRead_LengthBelowTheHeader_IsAPacketWithoutBody(string hex)
    {
        var status = GoimPacket.TryRead(Bytes.Hex(hex), GoimPacket.MaxBodyV2, out var packet, out var consumed);

        Assert.Equal((OperationStatus.Done, GoimOperations.Heartbeat, 0, 16), (status, packet.Operation, packet.Body.Length, consumed));
    }

    [Theory]
    [InlineData("00000011 0010 0001 00000002 00000001 AA", true, 1)]
    [InlineData("00000010 0010 0001 00000002 00000001 AABB", true, 0)] // trailing bytes
    [InlineData("00000012 0010 0001 00000002 00000001 AA", false, 0)] // longer than the message
    [InlineData("00000010 0010 0001 00000002 000000", false, 0)] // shorter than a header
    [InlineData("", false, 0)]
    public void TryReadMessage_OnePacketAMessage_LooksAtNothingBehindIt(string hex, bool isRead, int body)
    {
        var found = GoimPacket.TryReadMessage(Bytes.Hex(hex), GoimPacket.MaxBodyV2, out var packet);

        Assert.Equal((isRead, body), (found, packet.Body.Length));
    }

    [Fact]
    public void WriteTo_Packet_IsItsDrawing()
    {
        var bytes = new byte[18];

        var written = new GoimPacket(-2, 1000, 7, [0xAB, 0xCD]).WriteTo(bytes);

        Assert.Equal(18, written);
        Assert.Equal(Bytes.Hex("00000012 0010 FFFE 000003E8 00000007 ABCD"), bytes);
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(TwoPackets, 20_000))
            if (GoimPacket.TryRead(bytes, GoimPacket.MaxBodyV2, out _, out var consumed) == OperationStatus.Done) Assert.InRange(consumed, 16, bytes.Length);
    }
}
