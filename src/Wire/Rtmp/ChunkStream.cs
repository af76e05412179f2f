using System.Buffers.Binary;

namespace Rooms.Wire.Rtmp;

/// <summary>What the reader remembers of one chunk stream: the values that the shorter headers leave out (RTMP 1.0 section 5.3.1.2).</summary>
internal sealed class ChunkStream(int id)
{
    private uint delta;
    private bool isAbsolute;
    private uint timestamp;
    private uint streamId;
    private MessageType type;

    public int Id { get; } = id;

    public int Length { get; private set; }

    /// <summary>Bytes of the message under way that were delivered.</summary>
    public int Received { get; set; }

    public bool IsInMessage { get; set; }

    /// <summary>The last timestamp field was the escape value, so type 3 chunks repeat the extended one (section 5.3.1.3).</summary>
    public bool HasExtendedTimestamp { get; private set; }

    /// <summary>The extended timestamp as it stood on the wire: absolute or a delta.</summary>
    public uint ExtendedTimestamp { get; private set; }

    public MessageHeader Header => new(Id, type, Length, streamId, timestamp);

    /// <summary><paramref name="message"/>: the message header without the basic one; <paramref name="extended"/>: null when there is none.</summary>
    public void Begin(int format, ReadOnlySpan<byte> message, uint? extended)
    {
        HasExtendedTimestamp = extended is not null;
        ExtendedTimestamp = extended ?? 0;
        if (format < 3) delta = extended ?? ChunkFormat.ReadUInt24(message);
        if (format < 2) ReadLengthAndType(message[3..]);
        if (format == 0) streamId = BinaryPrimitives.ReadUInt32LittleEndian(message[7..]);
        timestamp = format == 0 || IsRepeatedAbsolute(format) ? delta : unchecked(timestamp + delta);
        if (format < 3) isAbsolute = format == 0;
        IsInMessage = true;
        Received = 0;
    }

    private void ReadLengthAndType(ReadOnlySpan<byte> source)
    {
        Length = (int)ChunkFormat.ReadUInt24(source);
        type = (MessageType)source[3];
    }

    // Section 5.3.1.2.4 makes the timestamp of a type 0 chunk the delta of a type 3 chunk that begins another message. With an extended
    // timestamp that would jump by more than 4.6 hours; every sender that does it (librtmp) means the same time again, and SRS reads it so.
    private bool IsRepeatedAbsolute(int format)
    {
        if (format != 3 || !HasExtendedTimestamp || !isAbsolute) return false;
        delta = ExtendedTimestamp;
        return true;
    }
}
