using System.Buffers;
using System.Net;
using Rooms.Testing;
using Rooms.Wire.Proxy;

namespace Rooms.Wire.Tests.Proxy;

/// <summary>PROXY protocol, section 2.2: the binary header.</summary>
public sealed class BinaryProxyHeaderTests
{
    private const string Signature = "0D0A0D0A000D0A515549540A";
    private const string FourAddresses = "CB00710901020304" + "D431" + "078F";
    private const string SixAddresses = "20010DB8000000000000000000000009" + "00000000000000000000000000000001" + "01BB" + "078F";

    [Theory]
    [InlineData("21 11 000C" + FourAddresses, "203.0.113.9", 54321)]
    [InlineData("21 12 000C" + FourAddresses, "203.0.113.9", 54321)]
    [InlineData("21 21 0024" + SixAddresses, "2001:db8::9", 443)]
    // AWS's endpoint id (0xEA) and a NOOP behind the addresses.
    [InlineData("21 11 0016" + FourAddresses + "EA 0004 01020304" + "04 0000", "203.0.113.9", 54321)]
    // LOCAL: the proxy's own health check, whatever stands behind it.
    [InlineData("20 00 0000", null, 0)]
    [InlineData("20 FF 0003 010203", null, 0)]
    // UNSPEC: bytes behind it mean nothing.
    [InlineData("21 00 0005 0102FFFF03", null, 0)]
    public void TryRead_ValidHeader_NamesTheClient(string hex, string? client, int port)
    {
        var bytes = FromHex(hex + "03AABB");

        var status = ProxyHeader.TryRead(bytes, out var header, out var consumed);

        Assert.Equal((OperationStatus.Done, bytes.Length - 3), (status, consumed));
        Assert.Equal((client is null ? null : IPAddress.Parse(client), port), (header.Client, header.Port));
    }

    [Fact]
    public void TryRead_UnixAddresses_NameNoClient()
    {
        byte[] bytes = [.. FromHex("21 31 00D8"), .. new byte[216]];

        var status = ProxyHeader.TryRead(bytes, out var header, out var consumed);

        Assert.Equal((OperationStatus.Done, bytes.Length, (IPAddress?)null), (status, consumed, header.Client));
    }

    [Theory]
    [InlineData("11 11 000C" + FourAddresses)] // version 1
    [InlineData("22 11 000C" + FourAddresses)] // no such command
    [InlineData("21 41 000C" + FourAddresses)] // unknown family
    [InlineData("21 13 000C" + FourAddresses)] // unknown transport
    [InlineData("21 11 000B" + FourAddresses)] // shorter than its addresses
    [InlineData("21 21 000C" + FourAddresses)]
    [InlineData("21 31 00D7")]
    [InlineData("21 11 000D" + FourAddresses + "EA")] // a value without its length
    [InlineData("21 11 0010" + FourAddresses + "EA FFFF 01")] // a value that reaches over the end
    [InlineData("21 11 FFFF")] // 64 KB of values: known at once
    [InlineData("21 11 0FF1")] // one byte over 4,096
    public void TryRead_AgainstTheStandardOrTooLong_IsInvalid(string hex) =>
        Assert.Equal(OperationStatus.InvalidData, ProxyHeader.TryRead(FromHex(hex), out _, out _));

    [Fact]
    public void TryRead_LongestValues_AreWaitedForAndRead()
    {
        byte[] bytes = [.. FromHex("21 11 0FF0" + FourAddresses + "EA 0FE1"), .. new byte[0xFE1]];

        Assert.Equal(ProxyHeader.MaxLength, bytes.Length);
        Assert.Equal(OperationStatus.NeedMoreData, ProxyHeader.TryRead(bytes.AsSpan(0, bytes.Length - 1), out _, out _));
        Assert.Equal(OperationStatus.Done, ProxyHeader.TryRead(bytes, out _, out _));
    }

    public static readonly byte[] Header = FromHex("21 21 0027" + SixAddresses + "04 0000");

    [Theory, EverySplit(nameof(Header))]
    public void TryRead_InPieces_NeedsMoreUntilTheEnd(Split input)
    {
        var seen = new List<byte>();
        var status = OperationStatus.NeedMoreData;
        foreach (var piece in input.Pieces)
        {
            Assert.Equal(OperationStatus.NeedMoreData, status);
            seen.AddRange(piece);
            status = ProxyHeader.TryRead(seen.ToArray(), out _, out _);
        }

        Assert.Equal(OperationStatus.Done, status);
    }

    [Theory]
    [InlineData("0D0A0D0A000D0A515549540B")]
    [InlineData("0D0A0D0A01")]
    [InlineData("0D0D")]
    public void Detect_OtherBytes_IsKnownAtTheFirstThatDiffers(string hex) =>
        Assert.Equal(OperationStatus.InvalidData, ProxyHeader.Detect(Convert.FromHexString(hex)));

    // What a reader does that must leave the client's own bytes to somebody else.
    [Theory]
    [InlineData("21 11 0016" + FourAddresses + "EA 0004 01020304" + "04 0000")]
    [InlineData("20 00 0000")]
    public void Remaining_ReadByIt_EndsWithTheHeader(string hex) => AssertEndsWithTheHeader(FromHex(hex));

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.195 198.51.100.22 35646 1935\r\n")]
    [InlineData("PROXY TCP6 :: :: 0 0\r\n")]
    [InlineData("PROXY UNKNOWN\r\n")]
    [InlineData("PROXY UNKNOWN and so on\r\n")]
    public void Remaining_ReadByIt_EndsWithTheLine(string line) => AssertEndsWithTheHeader(System.Text.Encoding.ASCII.GetBytes(line));

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(FromHex("21 11 0016" + FourAddresses + "EA 0004 01020304" + "04 0000"), 20_000))
            if (ProxyHeader.TryRead(bytes, out _, out var consumed) == OperationStatus.Done) Assert.InRange(consumed, 15, bytes.Length);
    }

    private static void AssertEndsWithTheHeader(byte[] header)
    {
        byte[] source = [.. header, .. new byte[64]];
        var read = 0;
        while (ProxyHeader.TryRead(source.AsSpan(0, read), out _, out _) == OperationStatus.NeedMoreData)
            read += Math.Max(1, ProxyHeader.Remaining(source.AsSpan(0, read)));

        Assert.Equal(header.Length, read);
    }

    private static byte[] FromHex(string hex) => Convert.FromHexString(Signature + hex.Replace(" ", "", StringComparison.Ordinal));
}
