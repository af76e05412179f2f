using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using Rooms.Benchmarks.Rtmp;
using Rooms.Wire.Flv;
using Rooms.Wire.Rtmp;

namespace Rooms.Benchmarks.Live;

/// <summary>
/// Publishes 25 frames a second of the clip's size whose payload is the time they were sent at. The decoder configuration is the clip's; the
/// pictures are none, which no server on the way looks at.
/// </summary>
internal static class StampedPublisher
{
    private const int FrameBytes = 3700;
    private const int KeyInterval = 50;
    private const int MaxBodyBytes = 1 << 20;
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(40);

    // E.4.3.1: key or inter frame, H.264; coded frame; composition time 0. Then a NAL unit's length and its header.
    private const int StampAt = 5 + 4 + 1;
    private const int StampEnd = StampAt + sizeof(long);

    public static async Task<byte[]> ConfigurationAsync(string clip, CancellationToken cancellation)
    {
        var file = await File.ReadAllBytesAsync(clip, cancellation);
        var at = FlvFileHeader.Length;
        while (FlvTag.TryRead(file.AsSpan(at), MaxBodyBytes, out var tag, out var consumed) == OperationStatus.Done)
        {
            at += consumed;
            if (tag.Type != FlvTagType.Video || FlvVideoHeader.TryRead(tag.Body, out var header) != OperationStatus.Done) continue;
            if (header.IsSequenceStart) return tag.Body.ToArray();
        }
        throw new BenchException($"{clip} has no video configuration");
    }

    public static async Task RunAsync(Uri push, byte[] configuration, CancellationToken cancellation)
    {
        try
        {
            using var client = await RtmpClient.PublishAsync(push, cancellation);
            await client.SendAsync(Header(client, configuration.Length, 0), configuration, cancellation);
            using var timer = new PeriodicTimer(FrameTime);
            for (var number = 0; await timer.WaitForNextTickAsync(cancellation); number++)
            {
                var frame = Frame(number % KeyInterval == 0);
                await client.SendAsync(Header(client, frame.Length, (uint)(number * FrameTime.TotalMilliseconds)), frame, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public static bool TryReadStamp(ReadOnlySpan<byte> body, out long timestamp)
    {
        timestamp = body.Length == FrameBytes ? BinaryPrimitives.ReadInt64BigEndian(body[StampAt..]) : 0;
        return timestamp != 0;
    }

    private static MessageHeader Header(RtmpClient client, int length, uint timestamp) =>
        new(ChunkStreamIds.Video, MessageType.Video, length, client.StreamId, timestamp);

    private static byte[] Frame(bool isKey)
    {
        var frame = new byte[FrameBytes];
        frame[0] = isKey ? (byte)0x17 : (byte)0x27;
        frame[1] = (byte)FlvVideoPacketType.CodedFrames;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), FrameBytes - 9);
        frame[9] = isKey ? (byte)0x65 : (byte)0x41;
        frame.AsSpan(StampEnd).Fill(0xFF);
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(StampAt), Stopwatch.GetTimestamp());
        return frame;
    }
}
