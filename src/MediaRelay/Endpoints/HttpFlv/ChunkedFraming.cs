using System.Buffers.Text;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.HttpFlv;

/// <summary>Each block is one chunk of <c>Transfer-Encoding: chunked</c> (RFC 9112 7.1): size in hex, CRLF, bytes, CRLF.</summary>
internal sealed class ChunkedFraming : IBlockFraming
{
    public static readonly ChunkedFraming Instance = new();

    /// <summary>The chunk that ends the body.</summary>
    public static ReadOnlySpan<byte> Last => "0\r\n\r\n"u8;

    // Eight digits hold every length.
    public int Headroom => 8 + 2;

    public void Enclose(Block block)
    {
        Span<byte> size = stackalloc byte[10];
        Utf8Formatter.TryFormat((uint)block.Length, size, out var digits, 'x');
        "\r\n"u8.CopyTo(size[digits..]);
        block.Prepend(size[..(digits + 2)]);
        block.Write("\r\n"u8);
    }
}
