using System.Buffers;
using Rooms.Wire.WebSocket;

namespace Rooms.Fuzz.Targets;

/// <summary>Messages put together from a client's frames.</summary>
internal static class WebSocketReaderTarget
{
    private const int MaxMessage = 4096;

    /// <summary>A message's parts, doubled as they come, and what Enum.IsDefined boxes a header.</summary>
    public const long AllocationLimit = 256 * 1024;

    public static readonly Plant[] Plants = [new("text not checked", FindingKind.Exception, RunTrusting)];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Run(input, trace, (_, _) => { });

    private static void Run(ReadOnlySpan<byte> input, Trace trace, Action<WebSocketOpcode, byte[]> see)
    {
        // Unmasked in place.
        Span<byte> rest = input.ToArray();
        var reader = new WebSocketReader(MaxMessage);
        OperationStatus status;
        while ((status = reader.TryRead(rest, out var message, out var consumed)) == OperationStatus.Done)
        {
            if (message.Payload.Length > MaxMessage) throw new InvalidOperationException("a message over its limit");
            trace.Step((int)message.Opcode);
            trace.Note(message.Payload.Length);
            see(message.Opcode, message.Payload.Length < 64 ? message.Payload.ToArray() : []);
            rest = rest[consumed..];
        }
        trace.Step(32 + (int)status);
        trace.Note(reader.CloseStatus);
    }

    // Takes the first byte of every message for granted.
    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace) => Run(input, trace, (_, payload) => trace.Note(payload[0]));
}
