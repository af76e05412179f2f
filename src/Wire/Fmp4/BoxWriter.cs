using System.Buffers.Binary;

namespace Rooms.Wire.Fmp4;

/// <summary>
/// Writes ISO base media boxes (ISO 14496-12 4.2) into the caller's span: <c>size(32) type(32) ...</c>, the size filled in when the box is closed.
/// A span that is too short is the caller's fault and throws.
/// </summary>
public ref struct BoxWriter(Span<byte> destination)
{
    private readonly Span<byte> destination = destination;

    public int Position { get; private set; }

    /// <summary>Answers the token for <see cref="Close"/>.</summary>
    public int Open(scoped ReadOnlySpan<byte> type)
    {
        var start = Position;
        WriteUInt32(0);
        WriteBytes(type);
        return start;
    }

    /// <summary>A full box: <c>version(8) flags(24)</c> after the type.</summary>
    public int OpenFull(scoped ReadOnlySpan<byte> type, byte version, uint flags)
    {
        var start = Open(type);
        WriteUInt32((uint)version << 24 | flags);
        return start;
    }

    public readonly void Close(int start) => BinaryPrimitives.WriteInt32BigEndian(destination[start..], Position - start);

    public void WriteByte(byte value) => destination[Position++] = value;

    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[Position..], value);
        Position += 2;
    }

    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[Position..], value);
        Position += 4;
    }

    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[Position..], value);
        Position += 8;
    }

    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(destination[Position..]);
        Position += bytes.Length;
    }

    public void WriteZeros(int count)
    {
        destination.Slice(Position, count).Clear();
        Position += count;
    }
}
