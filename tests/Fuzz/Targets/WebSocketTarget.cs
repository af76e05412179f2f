using System.Buffers;
using Rooms.Wire.WebSocket;

namespace Rooms.Fuzz.Targets;

/// <summary>Frames that a client sends, one after the other.</summary>
internal static class WebSocketTarget
{
    /// <summary>Enum.IsDefined boxes until the runtime has optimised it: 24 bytes a header, 2,048 headers.</summary>
    public const long AllocationLimit = 64 * 1024;

    public static readonly Plant[] Plants = [new("payload length not checked", FindingKind.Allocation, RunTrusting)];

    public static void Run(ReadOnlySpan<byte> input, Trace trace)
    {
        OperationStatus status;
        while ((status = WebSocketFrameHeader.TryRead(input, out var header, out var consumed)) == OperationStatus.Done)
        {
            trace.Step((int)header.Opcode + (header.IsMasked ? 16 : 0));
            trace.Note(header.PayloadLength);
            trace.Note(header.MaskingKey);
            input = input[consumed..];
            if (header.PayloadLength > input.Length) break;
            input = input[(int)header.PayloadLength..];
        }
        trace.Step(32 + (int)status);
    }

    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace)
    {
        Run(input, trace);
        // A gigabyte would do as well.
        if (WebSocketFrameHeader.TryRead(input, out var header, out _) == OperationStatus.Done) GC.KeepAlive(new byte[Math.Min(header.PayloadLength, 1 << 20)]);
    }
}
