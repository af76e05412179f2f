using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Rooms.Wire.RoomsV1;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>The frames of docs/ws.md in their binary form: what a client of <c>rooms.v1.bin</c> says and hears, written as the document writes it.</summary>
internal static class BinarySpeech
{
    /// <summary>Null: no frame, in no form.</summary>
    public static byte[]? Say(string json)
    {
        if (!JsonClientFrames.TryRead(Encoding.UTF8.GetBytes(json), out var frame, out _)) return null;
        var written = new ArrayBufferWriter<byte>();
        BinaryClientFrames.Write(written, frame!);
        return written.WrittenSpan.ToArray();
    }

    public static JsonNode Hear(ReadOnlySpan<byte> bytes)
    {
        Assert.True(BinaryServerFrames.TryRead(bytes, out var frame), Convert.ToHexString(bytes));
        var written = new ArrayBufferWriter<byte>();
        JsonServerFrames.Write(written, frame!);
        return JsonNode.Parse(written.WrittenSpan)!;
    }
}
