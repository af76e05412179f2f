using System.Buffers;
using System.Runtime.InteropServices;
using Rooms.Wire.Flv;

namespace Rooms.Fuzz.Targets;

/// <summary>An FLV stream: file header, tags, and the header of each tag's body.</summary>
internal static class FlvTarget
{
    /// <summary>Nothing: the media path does not allocate.</summary>
    public const long AllocationLimit = 0;

    private const int MaxBodyBytes = 1 << 20;

    public static readonly Plant[] Plants =
    [
        new("a byte behind the body is read", FindingKind.OverRead, RunTooFar),
        new("first coded byte taken without a look at the length", FindingKind.Exception, RunUnchecked),
    ];

    private delegate void BodyReader(FlvTagType type, ReadOnlySpan<byte> body, Trace trace);

    public static void Run(ReadOnlySpan<byte> input, Trace trace)
    {
        ReadTags(input, trace, ReadBody);
        // As if the whole input were one body, so that headers are reached without a valid tag around them.
        ReadBody(FlvTagType.Video, input, trace);
        ReadBody(FlvTagType.Audio, input, trace);
    }

    private static void ReadTags(ReadOnlySpan<byte> input, Trace trace, BodyReader readBody)
    {
        if (FlvFileHeader.TryRead(input, out _) == OperationStatus.Done) input = input[FlvFileHeader.Length..];
        OperationStatus status;
        while ((status = FlvTag.TryRead(input, MaxBodyBytes, out var tag, out var consumed)) == OperationStatus.Done)
        {
            trace.Note(tag.Timestamp);
            readBody(tag.Type, tag.Body, trace);
            input = input[consumed..];
        }
        trace.Step(256 + (int)status);
    }

    private static void ReadBody(FlvTagType type, ReadOnlySpan<byte> body, Trace trace)
    {
        var length = 0;
        if (type == FlvTagType.Video && FlvVideoHeader.TryRead(body, out var video) == OperationStatus.Done)
        {
            trace.Step(300 + (int)video.Codec * 16 + (int)video.PacketType);
            trace.Note(video.CompositionTime);
            length = video.Length;
        }
        if (type == FlvTagType.Audio && FlvAudioHeader.TryRead(body, out var audio) == OperationStatus.Done)
        {
            trace.Step(600 + (int)audio.Codec * 16 + (int)audio.PacketType);
            length = audio.Length;
        }
        if (length > body.Length) throw new InvalidOperationException("The header is longer than its body.");
    }

    private static void RunTooFar(ReadOnlySpan<byte> input, Trace trace) => ReadTags(input, trace, ReadTooFar);

    private static void RunUnchecked(ReadOnlySpan<byte> input, Trace trace) => ReadTags(input, trace, ReadFirstCodedByte);

    private static void ReadTooFar(FlvTagType type, ReadOnlySpan<byte> body, Trace trace)
    {
        // The tag's own back pointer hides a read of one byte; margins show one of five.
        var farther = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(body), body.Length + FlvTag.BackPointerLength + 1);
        if (type == FlvTagType.Audio) trace.Note(farther[^1]);
    }

    private static void ReadFirstCodedByte(FlvTagType type, ReadOnlySpan<byte> body, Trace trace)
    {
        if (type == FlvTagType.Video && FlvVideoHeader.TryRead(body, out var video) == OperationStatus.Done && video.IsEnhanced) trace.Note(body[video.Length]);
    }
}
