using System.Buffers;
using Rooms.Wire.Amf;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.Fuzz.Targets;

/// <summary>A message's payload as values, as a command and as data, in both encodings. What was read must survive being written.</summary>
internal static class AmfTarget
{
    /// <summary>1,000 values and 64 kB of strings, read several times over and written once.</summary>
    public const long AllocationLimit = 4 * 1024 * 1024;

    public static readonly Plant[] Plants =
    [
        new("index out of range five objects deep", FindingKind.Exception, RunWithShallowTable),
        new("a reference is read again and again", FindingKind.Hang, RunWithoutProgress),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace)
    {
        ReadValues(input, trace, value => Visit(value, 0, trace));
        trace.Step(256 + (int)Command.TryRead(MessageType.CommandAmf0, input, out var command));
        trace.Note(command.Arguments.Count);
        trace.Step(264 + (int)Command.TryRead(MessageType.CommandAmf3, input, out _));
        trace.Step(272 + (int)DataMessage.TryRead(MessageType.DataAmf0, input, out var handler, out var body));
        trace.Note(handler.Length + body.Length);
    }

    private static void ReadValues(ReadOnlySpan<byte> input, Trace trace, Action<AmfValue> visit)
    {
        var reader = new Amf0Reader(input);
        OperationStatus status;
        while ((status = reader.TryRead(out var value)) == OperationStatus.Done)
        {
            visit(value);
            Rewrite(value);
        }
        trace.Step(280 + (int)status);
    }

    private static void Visit(AmfValue value, int depth, Trace trace)
    {
        trace.Step((int)value.Kind + 16 * depth);
        trace.Note(BitConverter.DoubleToInt64Bits(value.AsNumber ?? 0));
        trace.Note(value.AsString?.Length ?? 0);
        foreach (var member in value.Members) Visit(member.Value, depth + 1, trace);
        foreach (var item in value.Items) Visit(item, depth + 1, trace);
    }

    private static void Rewrite(AmfValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        Amf0Writer.Write(output, value);
        var reader = new Amf0Reader(output.WrittenSpan);
        if (reader.TryRead(out var again) != OperationStatus.Done || again.Kind != value.Kind)
            throw new InvalidOperationException("What was written does not read back.");
    }

    private static void RunWithShallowTable(ReadOnlySpan<byte> input, Trace trace)
    {
        var table = new int[5];
        ReadValues(input, trace, value => Count(value, 0));

        void Count(AmfValue value, int depth)
        {
            table[depth]++;
            foreach (var member in value.Members) Count(member.Value, depth + 1);
        }
    }

    private static void RunWithoutProgress(ReadOnlySpan<byte> input, Trace trace)
    {
        var rest = input;
        while (!rest.IsEmpty)
        {
            trace.Step(rest[0]);
            // 7: a reference. Nothing skips it.
            if (rest[0] != 7) rest = rest[1..];
        }
    }
}
