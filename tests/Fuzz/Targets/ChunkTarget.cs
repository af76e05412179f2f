using Rooms.Wire.Rtmp;

namespace Rooms.Fuzz.Targets;

/// <summary>
/// A connection's bytes after the handshake, read as a session reads them: chunk size and abort take effect. Read twice, whole and in
/// pieces: the messages must be the same.
/// </summary>
internal static class ChunkTarget
{
    /// <summary>64 chunk streams at about 100 bytes, two readers.</summary>
    public const long AllocationLimit = 64 * 1024;

    private const int MaxMessageBytes = 64 * 1024;

    public static readonly Plant[] Plants =
    [
        new("message limit not checked", FindingKind.Allocation, RunWithoutLimit),
        new("a byte lost between two pieces", FindingKind.Exception, RunForgetful),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Compare(input, trace, piece => piece);

    private static void Compare(ReadOnlySpan<byte> input, Trace trace, Func<ReadOnlySpan<byte>, ReadOnlySpan<byte>> deliver)
    {
        var whole = new ChunkSession(MaxMessageBytes);
        whole.Feed(input, trace);
        var pieces = new ChunkSession(MaxMessageBytes);
        var pieceLength = input.Length % 7 + 1;
        for (var at = 0; at < input.Length; at += pieceLength) pieces.Feed(deliver(input.Slice(at, Math.Min(pieceLength, input.Length - at))), trace: null);
        if (whole.Summary != pieces.Summary) throw new InvalidOperationException("The messages depend on how the input is split.");
    }

    // What a session does that trusts the announced length.
    private static void RunWithoutLimit(ReadOnlySpan<byte> input, Trace trace)
    {
        var session = new ChunkSession(ChunkFormat.MaxChunkSize) { Rent = length => new byte[length] };
        session.Feed(input, trace);
    }

    // A reader that loses the last byte of a piece where the piece ends inside an extended timestamp's mark.
    private static void RunForgetful(ReadOnlySpan<byte> input, Trace trace) => Compare(input, trace, piece => piece[^1] == 0xFF ? piece[..^1] : piece);
}
