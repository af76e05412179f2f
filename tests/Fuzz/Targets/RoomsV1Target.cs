using System.Buffers;
using Rooms.Wire.RoomsV1;

namespace Rooms.Fuzz.Targets;

/// <summary>A client's frame in either form. What either understands is written in the binary form and must be read back the same.</summary>
internal static class RoomsV1Target
{
    /// <summary>Every text twice, as UTF-16, and the buffers they are written to.</summary>
    public const long AllocationLimit = 128 * 1024;

    public static readonly Plant[] Plants =
    [
        new("count taken for granted", FindingKind.Allocation, RunTrusting),
        new("a frame's last byte not written", FindingKind.Exception, (input, trace) => Run(input, trace, lost: 1)),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Run(input, trace, lost: 0);

    private static void Run(ReadOnlySpan<byte> input, Trace trace, int lost)
    {
        if (JsonClientFrames.TryRead(input, out var frame, out var fault)) Compare(frame!, trace, lost);
        trace.Step((int)fault.Kind);
        if (BinaryClientFrames.TryRead(input, out frame, out fault)) Compare(frame!, trace, lost);
        trace.Step(32 + (int)fault.Kind);
        trace.Step(BinaryServerFrames.TryRead(input, out var said) ? 64 : 65);
        if (said is not null) trace.Step(66 + said.GetType().Name.Length);
    }

    private static void Compare(ClientFrame frame, Trace trace, int lost)
    {
        var once = Write(frame);
        trace.Step(96 + once[0]);
        trace.Note(once);
        if (!BinaryClientFrames.TryRead(once.AsSpan(0, once.Length - lost), out var again, out var fault)) throw new InvalidOperationException($"What was written is refused: {fault}.");
        if (!once.AsSpan().SequenceEqual(Write(again!))) throw new InvalidOperationException("What was written reads as another frame.");
    }

    private static byte[] Write(ClientFrame frame)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BinaryClientFrames.Write(buffer, frame);
        return buffer.WrittenSpan.ToArray();
    }

    // What a reader does that makes room for as many labels as a hello announces: the count stands behind token and device.
    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace)
    {
        Run(input, trace);
        if (input.Length > 5 && input[0] == 1 && input[1] == 0 && input[2] == 0 && input[3] == 0 && input[4] > 16) GC.KeepAlive(new byte[input[4] << 16]);
    }
}
