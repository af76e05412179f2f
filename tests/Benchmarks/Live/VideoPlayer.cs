using System.Buffers;
using System.Runtime.CompilerServices;
using Rooms.Benchmarks.Rtmp;
using Rooms.Wire.Flv;
using Rooms.Wire.Rtmp;

namespace Rooms.Benchmarks.Live;

/// <summary>Plays a stream over RTMP or HTTP-FLV and gives the bodies of its video tags as they come. A body is valid until the next.</summary>
internal static class VideoPlayer
{
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    public static IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Uri url, CancellationToken cancellation) =>
        url.Scheme == "rtmp" ? ReadRtmpAsync(url, cancellation) : ReadFlvAsync(url, cancellation);

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadRtmpAsync(Uri url, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var client = await RtmpClient.PlayAsync(url, cancellation);
        while (true)
        {
            var (header, payload) = await client.ReadAsync(cancellation);
            if (header.Type == MessageType.Video) yield return payload;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadFlvAsync(Uri url, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A client for itself: a connection of its own, made when the measurement begins.
        using var http = new HttpClient();
        await using var stream = await http.GetStreamAsync(url, cancellation);
        var buffer = new byte[64 * 1024];
        var count = await stream.ReadAtLeastAsync(buffer, FlvFileHeader.Length, cancellationToken: cancellation);
        var start = FlvFileHeader.Length;
        while (true)
        {
            var status = TryTake(buffer.AsMemory(start, count - start), out var type, out var body, out var consumed);
            if (status == OperationStatus.InvalidData) throw new BenchException("the server's FLV makes no sense");
            start += consumed;
            if (status == OperationStatus.Done && type == FlvTagType.Video) yield return body;
            if (status == OperationStatus.Done) continue;
            buffer.AsSpan(start, count - start).CopyTo(buffer);
            count -= start;
            start = 0;
            if (count == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellation);
            if (read == 0) throw new BenchException("the server closed the connection");
            count += read;
        }
    }

    private static OperationStatus TryTake(ReadOnlyMemory<byte> source, out FlvTagType type, out ReadOnlyMemory<byte> body, out int consumed)
    {
        var status = FlvTag.TryRead(source.Span, MaxBodyBytes, out var tag, out consumed);
        type = tag.Type;
        body = status == OperationStatus.Done ? source.Slice(FlvTag.HeaderLength, tag.Body.Length) : default;
        return status;
    }
}
