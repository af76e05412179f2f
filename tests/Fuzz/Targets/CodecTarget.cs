using System.Buffers;
using Rooms.Wire.Aac;
using Rooms.Wire.Av1;
using Rooms.Wire.H264;
using Rooms.Wire.Hevc;
using Rooms.Wire.Opus;

namespace Rooms.Fuzz.Targets;

/// <summary>Codec configurations out of sequence headers; every reader gets every input.</summary>
internal static class CodecTarget
{
    /// <summary>A codec string each.</summary>
    public const long AllocationLimit = 8 * 1024;

    public static readonly Plant[] Plants = [new("a parameter set is taken for granted", FindingKind.Exception, RunCredulous)];

    public static void Run(ReadOnlySpan<byte> input, Trace trace)
    {
        ReadVideo(input, trace);
        trace.Step(64 + (int)AudioSpecificConfig.TryRead(input, out var aac));
        trace.Note(aac.GetHashCode());
        var status = OpusHead.TryRead(input, out var opus);
        trace.Step(72 + (int)status);
        if (status == OperationStatus.Done) trace.Note(opus.PreSkip);
        trace.Note(OpusPacket.CountSamples(input));
    }

    private static void ReadVideo(ReadOnlySpan<byte> input, Trace trace)
    {
        var status = AvcConfiguration.TryRead(input, out var avc);
        trace.Step((int)status);
        if (status == OperationStatus.Done) trace.Note(avc.CodecString.Length);
        trace.Step(8 + (int)H264Sps.TryRead(status == OperationStatus.Done ? avc.Sps : input, out var h264));
        trace.Note(h264.GetHashCode());

        status = HevcConfiguration.TryRead(input, out var hevc);
        trace.Step(16 + (int)status);
        if (status == OperationStatus.Done) trace.Note(hevc.CodecString.Length);
        trace.Step(24 + (int)HevcSps.TryRead(status == OperationStatus.Done ? hevc.Sps : input, out var h265));
        trace.Note(h265.GetHashCode());

        status = Av1Configuration.TryRead(input, out var av1);
        trace.Step(32 + (int)status);
        if (status == OperationStatus.Done) trace.Note(av1.CodecString.Length);
        trace.Step(40 + (int)Av1SequenceHeader.TryRead(status == OperationStatus.Done ? av1.Obus : input, out var sequence));
        trace.Note(sequence.GetHashCode());
    }

    private static void RunCredulous(ReadOnlySpan<byte> input, Trace trace)
    {
        var status = AvcConfiguration.TryRead(input, out var avc);
        trace.Step((int)status);
        if (status == OperationStatus.Done) trace.Step(avc.Pps[0]);
    }
}
