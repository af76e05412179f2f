using System.Buffers.Text;
using System.Text.Json;

namespace Rooms.Wire.Goim;

/// <summary>
/// goim v1 over WebSocket: a client sends one object <c>{"ver":1,"op":7,"seq":1,"body":...}</c> a frame, the server an array of them.
/// <see cref="Body"/> is the raw JSON, empty where there is none. goim v1.2, libs/proto/proto.go.
/// </summary>
public readonly ref struct GoimJson(short version, int operation, int sequence, ReadOnlySpan<byte> body)
{
    /// <summary>What a packet without a body carries here.</summary>
    public static ReadOnlySpan<byte> EmptyBody => "{}"u8;

    // {"ver":-32768,"op":-2147483648,"seq":-2147483648,"body":}
    private const int LongestFrame = 57;

    // Go's own limit is 10,000; a body is no deeper than what a stranger may cost.
    private const int MaxDepth = 64;

    public short Version { get; } = version;

    public int Operation { get; } = operation;

    public int Sequence { get; } = sequence;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Enough room for <see cref="WriteTo"/>.</summary>
    public int MaxLength => LongestFrame + Math.Max(Body.Length, EmptyBody.Length);

    /// <summary>The first value of a text frame; what stands behind it nobody looks at. False: no JSON, no object, a member of another kind or out of range.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out GoimJson packet)
    {
        packet = default;
        try
        {
            return TryRead(frame, new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = MaxDepth }), out packet);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>One element of the server's array. <see cref="Body"/> must be JSON.</summary>
    public int WriteTo(Span<byte> destination)
    {
        var at = Write(destination, 0, "{\"ver\":"u8, Version);
        at = Write(destination, at, ",\"op\":"u8, Operation);
        at = Write(destination, at, ",\"seq\":"u8, Sequence);
        at = Write(destination, at, ",\"body\":"u8);
        at = Write(destination, at, Body.IsEmpty ? EmptyBody : Body);
        return Write(destination, at, "}"u8);
    }

    private static int Write(Span<byte> destination, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(destination[at..]);
        return at + bytes.Length;
    }

    private static int Write(Span<byte> destination, int at, ReadOnlySpan<byte> name, int value)
    {
        at = Write(destination, at, name);
        Utf8Formatter.TryFormat(value, destination[at..], out var written);
        return at + written;
    }

    private static bool TryRead(ReadOnlySpan<byte> frame, Utf8JsonReader reader, out GoimJson packet)
    {
        packet = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        var (version, operation, sequence) = (0, 0, 0);
        var body = ReadOnlySpan<byte>.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!.ToLowerInvariant();
            if (!reader.Read()) return false;
            var isRead = name switch
            {
                "ver" => TryReadNumber(ref reader, short.MinValue, short.MaxValue, ref version),
                "op" => TryReadNumber(ref reader, int.MinValue, int.MaxValue, ref operation),
                "seq" => TryReadNumber(ref reader, int.MinValue, int.MaxValue, ref sequence),
                _ => true,
            };
            if (!isRead) return false;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (name == "body") body = frame[start..(int)reader.BytesConsumed];
        }
        packet = new GoimJson((short)version, operation, sequence, body);
        return reader.TokenType == JsonTokenType.EndObject;
    }

    // Go leaves a member as it was for null.
    private static bool TryReadNumber(ref Utf8JsonReader reader, int min, int max, ref int number)
    {
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var value) || value < min || value > max) return false;
        number = value;
        return true;
    }
}
