namespace Rooms.Wire.Rtmp;

/// <summary>
/// A slice of one message. The first part of a message comes as soon as its header is read, so its payload may be empty; parts of
/// messages on different chunk streams interleave. <see cref="Payload"/> is valid until the next call of the reader.
/// </summary>
public readonly ref struct ChunkPart
{
    internal ChunkPart(MessageHeader header, ReadOnlySpan<byte> payload, bool isFirst, bool isLast)
    {
        Header = header;
        Payload = payload;
        IsFirst = isFirst;
        IsLast = isLast;
    }

    public MessageHeader Header { get; }

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The message begins: rent <see cref="MessageHeader.Length"/> bytes for it.</summary>
    public bool IsFirst { get; }

    /// <summary>The message is complete with this part.</summary>
    public bool IsLast { get; }
}
