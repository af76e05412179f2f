using System.Buffers;
using System.Net;
using System.Text;
using Rooms.Testing;
using Rooms.Wire.Proxy;

namespace Rooms.Wire.Tests.Proxy;

/// <summary>PROXY protocol, section 2.1: the line of text.</summary>
public sealed class TextProxyHeaderTests
{
    // The examples of section 2.1; the last line is the longest that there can be with TCP6, the one before it has 107 bytes.
    [Theory]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255", 65535)]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n", "192.168.0.1", 56324)]
    [InlineData("PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", "0.0.0.0", 0)]
    [InlineData("PROXY TCP6 2001:db8::9 ::1 443 1935\r\n", "2001:db8::9", 443)]
    [InlineData("PROXY TCP6 :: :: 0 0\r\n", "::", 0)]
    [InlineData("PROXY TCP6 ::ffff:203.0.113.9 ::1 443 1935\r\n", "203.0.113.9", 443)]
    [InlineData("PROXY UNKNOWN\r\n", null, 0)]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null, 0)]
    [InlineData("PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n", null, 0)]
    [InlineData("PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 65535)]
    public void TryRead_ValidLine_NamesTheClient(string line, string? client, int port)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "\u0003rtmp");

        var status = ProxyHeader.TryRead(bytes, out var header, out var consumed);

        Assert.Equal((OperationStatus.Done, line.Length), (status, consumed));
        Assert.Equal((client is null ? null : IPAddress.Parse(client), port), (header.Client, header.Port));
    }

    [Theory]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\r\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443 \r\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 56324\r\n")]
    [InlineData("PROXY TCP4  192.168.0.1 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0.01 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0.1.2 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP4 0x7f.0.0.1 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0.256 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 65536 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 056324 443\r\n")]
    [InlineData("PROXY TCP4 192.168.0.1 192.168.0.11 -1 443\r\n")]
    [InlineData("PROXY TCP4 ::1 ::1 56324 443\r\n")]
    [InlineData("PROXY TCP6 192.168.0.1 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY TCP6 fe80::1%eth0 ::1 56324 443\r\n")]
    [InlineData("PROXY TCP6 [::1]:80 ::1 56324 443\r\n")]
    [InlineData("PROXY TCP6 1::2::3 ::1 56324 443\r\n")]
    [InlineData("PROXY UDP4 192.168.0.1 192.168.0.11 56324 443\r\n")]
    [InlineData("PROXY \r\n\r\n")]
    [InlineData("proxy TCP4 192.168.0.1 192.168.0.11 56324 443\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0003")]
    public void TryRead_AgainstTheStandard_IsInvalid(string line) =>
        Assert.Equal(OperationStatus.InvalidData, ProxyHeader.TryRead(Encoding.ASCII.GetBytes(line), out _, out _));

    [Theory]
    [InlineData(105, OperationStatus.NeedMoreData)] // "\r\n" still fits into 107
    [InlineData(106, OperationStatus.InvalidData)]
    [InlineData(107, OperationStatus.InvalidData)]
    [InlineData(100_000, OperationStatus.InvalidData)]
    public void TryRead_LineWithoutEnd_IsGivenUpAt107Bytes(int length, OperationStatus expected)
    {
        var line = Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(length, 'x'));

        Assert.Equal(expected, ProxyHeader.TryRead(line, out _, out _));
    }

    public static readonly byte[] Line = Encoding.ASCII.GetBytes("PROXY TCP4 203.0.113.195 198.51.100.22 35646 1935\r\n");

    [Theory, EverySplit(nameof(Line))]
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
}
