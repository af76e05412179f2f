using System.Text;
using System.Text.Json;
using Rooms.Wire.Goim;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>Pushes as bytes: what stands in a TCP stream, or in one WebSocket message.</summary>
internal static class GoimFrames
{
    // What the job process of goim v2 gives to every push.
    private const short PushVersion = 1;

    public static byte[] Encode(GoimForm form, GoimMessage message) => form switch
    {
        GoimForm.V2Tcp => Packet(PushVersion, message.Operation, message.Body.Span),
        GoimForm.V2WebSocket => Batch(message),
        // v1: version 0, and one operation for every push.
        GoimForm.V1Tcp => Packet(0, GoimOperations.SendMessageReply, message.Body.Span),
        _ => Array(new GoimJson(0, GoimOperations.SendMessageReply, 0, JsonOf(message.Body.Span))),
    };

    /// <summary>What v1 sends over WebSocket, always an array.</summary>
    public static byte[] Array(GoimJson element)
    {
        var bytes = new byte[element.MaxLength + 2];
        bytes[0] = (byte)'[';
        var length = 1 + element.WriteTo(bytes.AsSpan(1));
        bytes[length++] = (byte)']';
        return bytes[..length];
    }

    public static byte[] Packet(short version, int operation, ReadOnlySpan<byte> body, int sequence = 0)
    {
        var packet = new GoimPacket(version, operation, sequence, body);
        var bytes = new byte[packet.Length];
        packet.WriteTo(bytes);
        return bytes;
    }

    private static byte[] Batch(GoimMessage message)
    {
        var inner = new GoimPacket(PushVersion, message.Operation, 0, message.Body.Span);
        var bytes = new byte[GoimPacket.HeaderLength + inner.Length];
        GoimPacket.WriteHeader(bytes, PushVersion, GoimOperations.Raw, 0, inner.Length);
        inner.WriteTo(bytes.AsSpan(GoimPacket.HeaderLength));
        return bytes;
    }

    // goim v1 breaks its clients with a body that is no JSON; as a string it breaks nobody.
    private static ReadOnlySpan<byte> JsonOf(ReadOnlySpan<byte> body) =>
        GoimMessage.IsJson(body) ? body : Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Encoding.UTF8.GetString(body)));
}
