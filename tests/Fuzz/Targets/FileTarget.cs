using System.Buffers;
using System.Buffers.Binary;
using Rooms.Wire.Files;

namespace Rooms.Fuzz.Targets;

/// <summary>
/// What a sent file is by its first bytes, and how large a picture says it is. What the first bytes decided, more bytes must not change: an upload is
/// looked at as it comes.
/// </summary>
internal static class FileTarget
{
    /// <summary>Nothing is kept.</summary>
    public const long AllocationLimit = 256;

    public static readonly Plant[] Plants =
    [
        new("a picture's header is taken for granted", FindingKind.Exception, RunTrusting),
        new("decided before the bytes are there", FindingKind.Exception, RunHasty),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Compare(input, trace, isHasty: false);

    private static void Compare(ReadOnlySpan<byte> input, Trace trace, bool isHasty)
    {
        var status = FileSignature.TryRead(input, out var kind);
        trace.Step((int)status * 16 + (status == OperationStatus.Done ? (int)kind : 15));
        for (var length = 0; length < input.Length; length = length * 2 + 1) CompareWith(input[..length], status, kind, isHasty);
        var sized = PictureSize.TryRead(kind, input, out var size);
        trace.Step(128 + (int)sized);
        trace.Note(size.GetHashCode());
        if (sized == OperationStatus.Done && size.Pixels <= 0) throw new InvalidOperationException("A picture of no size.");
    }

    private static void CompareWith(ReadOnlySpan<byte> beginning, OperationStatus whole, FileKind wholeKind, bool isHasty)
    {
        var status = FileSignature.TryRead(beginning, out var kind);
        if (status == OperationStatus.NeedMoreData && !isHasty) return;
        if (status != whole) throw new InvalidOperationException($"{status} after {beginning.Length} bytes is {whole} after all.");
        if (status == OperationStatus.Done && kind != wholeKind) throw new InvalidOperationException($"{kind} becomes {wholeKind}.");
    }

    // What a reader does that believes the signature to be followed by a header.
    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace)
    {
        Run(input, trace);
        if (FileSignature.TryRead(input, out var kind) == OperationStatus.Done && kind == FileKind.Gif) trace.Note(BinaryPrimitives.ReadUInt16LittleEndian(input[8..]));
    }

    private static void RunHasty(ReadOnlySpan<byte> input, Trace trace) => Compare(input, trace, isHasty: true);
}
