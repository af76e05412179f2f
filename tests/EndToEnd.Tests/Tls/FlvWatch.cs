using System.Buffers.Binary;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>Reads an FLV stream picture by picture and remembers the longest step between two: a picture that was left out shows.</summary>
internal sealed class FlvWatch(Stream stream) : IAsyncDisposable
{
    // Adobe FLV 10.1, E.2 to E.4.3: the file's header with the first back pointer, a tag's header, a back pointer.
    private const int HeaderBytes = 9 + 4;
    private const int TagHeaderBytes = 11;
    private const int BackPointerBytes = 4;
    private const byte VideoTag = 9;
    private const byte Configuration = 0;

    private readonly byte[] buffer = new byte[64 * 1024];
    private bool hasHeader;
    private uint? last;

    public uint LongestStepMilliseconds { get; private set; }

    /// <summary>Reads so many pictures. The end of the stream before that is an exception.</summary>
    public async Task ReadAsync(int pictures, CancellationToken cancellation)
    {
        if (!hasHeader) await FillAsync(buffer.AsMemory(0, HeaderBytes), cancellation);
        hasHeader = true;
        while (pictures > 0)
            if (await TryReadPictureAsync(cancellation)) pictures--;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<bool> TryReadPictureAsync(CancellationToken cancellation)
    {
        await FillAsync(buffer.AsMemory(0, TagHeaderBytes), cancellation);
        var isVideo = buffer[0] == VideoTag;
        var length = (int)(BinaryPrimitives.ReadUInt32BigEndian(buffer) & 0xFFFFFF);
        var at = (BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(4)) >> 8) | ((uint)buffer[7] << 24);
        await SkipAsync(length + BackPointerBytes, cancellation);
        if (!isVideo || buffer[1] == Configuration) return false;
        if (last is { } before) LongestStepMilliseconds = Math.Max(LongestStepMilliseconds, at - before);
        last = at;
        return true;
    }

    // The first two bytes of the tag's body stay at the front of the buffer.
    private async Task SkipAsync(int count, CancellationToken cancellation)
    {
        for (var first = true; count > 0; first = false)
        {
            var part = Math.Min(count, buffer.Length - 2);
            await FillAsync(first ? buffer.AsMemory(0, part) : buffer.AsMemory(2, part), cancellation);
            count -= part;
        }
    }

    private ValueTask FillAsync(Memory<byte> destination, CancellationToken cancellation) => stream.ReadExactlyAsync(destination, cancellation);
}
