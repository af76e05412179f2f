using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Rooms.Wire.Goim;

namespace Rooms.Fuzz.Targets;

/// <summary>
/// What a goim client sends: a stream of packets with the bodies that are read, and the same bytes as one JSON frame of v1. A packet that was read must
/// come out again as it stood there.
/// </summary>
internal static class GoimTarget
{
    /// <summary>Strings and lists of bodies of at most 2,048 bytes, a few characters to a byte; exceptions of the JSON reader.</summary>
    public const long AllocationLimit = 512 * 1024;

    public static readonly Plant[] Plants =
    [
        new("announced length taken for granted", FindingKind.Exception, RunTrusting),
        new("space for a package that has not come", FindingKind.Allocation, RunGreedy),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace)
    {
        ReadFrame(input, trace);
        var rest = input;
        OperationStatus status;
        while ((status = GoimPacket.TryRead(rest, GoimPacket.MaxBodyV2, out var packet, out var consumed)) == OperationStatus.Done)
        {
            trace.Step(Math.Clamp(packet.Operation, -1, 20) + 1);
            trace.Note(packet.Sequence);
            CheckWritten(packet, rest[..consumed]);
            ReadBody(packet, trace);
            rest = rest[consumed..];
        }
        trace.Step(32 + (int)status);
    }

    private static void CheckWritten(GoimPacket packet, ReadOnlySpan<byte> read)
    {
        Span<byte> written = stackalloc byte[packet.Length];
        packet.WriteTo(written);
        // The length alone may differ: one below 16 means 16.
        if (!written[4..].SequenceEqual(read[4..])) throw new InvalidOperationException("A packet is not written as it was read.");
    }

    private static void ReadBody(GoimPacket packet, Trace trace)
    {
        switch (packet.Operation)
        {
            case GoimOperations.Auth:
                var isAuth = GoimAuth.TryRead(packet.Body, out var auth);
                trace.Step(isAuth ? 40 : 41);
                trace.Note(auth.Mid);
                trace.Note(Encoding.UTF8.GetBytes(auth.RoomId));
                trace.Note(auth.Accepts.Length);
                break;
            case GoimOperations.Subscribe or GoimOperations.Unsubscribe:
                var operations = new List<int>();
                trace.Step(GoimOperationList.TryRead(packet.Body, operations) ? 42 : 43);
                trace.Note(operations.Count);
                break;
            case GoimOperations.SendMessage:
                trace.Step(GoimNumber.TryRead(packet.Body, out var number) ? 44 : 45);
                trace.Note(number);
                break;
        }
    }

    private static void ReadFrame(ReadOnlySpan<byte> input, Trace trace)
    {
        if (!GoimJson.TryRead(input, out var frame)) return;
        trace.Step(64);
        trace.Note(frame.Operation);
        trace.Note(frame.Body);
        var written = new byte[frame.MaxLength];
        var length = frame.WriteTo(written);
        if (!GoimJson.TryRead(written.AsSpan(0, length), out var again) || again.Operation != frame.Operation || again.Sequence != frame.Sequence)
            throw new InvalidOperationException("A frame is not written as it was read.");
    }

    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace)
    {
        Run(input, trace);
        if (input.Length >= GoimPacket.HeaderLength) trace.Note(input[..BinaryPrimitives.ReadInt32BigEndian(input)]);
    }

    private static void RunGreedy(ReadOnlySpan<byte> input, Trace trace)
    {
        Run(input, trace);
        if (input.Length >= GoimPacket.HeaderLength) GC.KeepAlive(new byte[Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(input), 0, 1 << 20)]);
    }
}
