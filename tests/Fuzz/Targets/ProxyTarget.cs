using System.Buffers;
using System.Buffers.Binary;
using Rooms.Wire.Proxy;

namespace Rooms.Fuzz.Targets;

/// <summary>
/// The PROXY header before a client's bytes, read as both listeners do: out of all that has come, and piece by piece by what certainly belongs to it.
/// Both must see the same header and leave the same bytes behind it.
/// </summary>
internal static class ProxyTarget
{
    /// <summary>Addresses, as objects, twice.</summary>
    public const long AllocationLimit = 1024;

    public static readonly Plant[] Plants =
    [
        new("announced length taken for granted", FindingKind.Exception, RunTrusting),
        new("a byte of the client's taken along", FindingKind.Exception, (input, trace) => Compare(input, trace, taken: 1)),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Compare(input, trace, taken: 0);

    private static void Compare(ReadOnlySpan<byte> input, Trace trace, int taken)
    {
        var status = ProxyHeader.TryRead(input, out var whole, out var length);
        trace.Step((int)status);
        trace.Note(length);
        if (status == OperationStatus.Done) Note(whole, trace);
        var inPieces = ReadInPieces(input, trace, out var pieced, out var read);
        if (status != inPieces) throw new InvalidOperationException($"{status} at once is {inPieces} in pieces.");
        if (status == OperationStatus.Done && (whole != pieced || length != read + taken)) throw new InvalidOperationException("The header depends on how it is read.");
    }

    private static OperationStatus ReadInPieces(ReadOnlySpan<byte> input, Trace trace, out ProxyHeader header, out int read)
    {
        read = 0;
        OperationStatus status;
        while ((status = ProxyHeader.TryRead(input[..read], out header, out _)) == OperationStatus.NeedMoreData && read < input.Length)
        {
            var next = ProxyHeader.Remaining(input[..read]);
            trace.Step(16);
            if (next <= 0) throw new InvalidOperationException("Nothing remains of a header that is not whole.");
            read = Math.Min(input.Length, read + next);
        }
        return status;
    }

    private static void Note(ProxyHeader header, Trace trace)
    {
        trace.Step(32 + (header.Client is null ? 0 : 1));
        trace.Note(header.Port);
        Span<byte> address = stackalloc byte[16];
        if (header.Client is { } client && client.TryWriteBytes(address, out var written)) trace.Note(address[..written]);
    }

    // What a reader does that takes the binary form's length before the bytes are there.
    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace)
    {
        Run(input, trace);
        if (input.Length >= 16 && input[0] == 0x0D && ProxyHeader.Detect(input) == OperationStatus.Done)
            trace.Note(input.Slice(16, BinaryPrimitives.ReadUInt16BigEndian(input[14..])));
    }
}
