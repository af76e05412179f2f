namespace Rooms.Wire.Fmp4;

/// <summary>
/// Everything of a fragment but the samples' bytes (ISO 14496-12 8.8): <c>moof(mfhd, traf(tfhd, tfdt, trun)...)</c> and the header of <c>mdat</c>.
/// The samples follow it, the first run's before the second's. A run without samples is left out.
/// </summary>
public readonly ref struct FragmentHead(uint sequence, TrackRun video, TrackRun audio)
{
    private const int BoxBytes = 8;
    private const int FullBoxBytes = 12;
    private const int MovieFragmentBytes = BoxBytes + FullBoxBytes + 4;
    private const int TrackFragmentBytes = BoxBytes + (FullBoxBytes + 4) + (FullBoxBytes + 8) + (FullBoxBytes + 8);

    // 8.8.7.1 and 8.8.8.1
    private const uint DefaultBaseIsMoof = 0x20000;
    private const uint HasDataOffset = 0x1;
    private const uint HasDuration = 0x100;
    private const uint HasSize = 0x200;
    private const uint HasFlags = 0x400;
    private const uint HasCompositionOffset = 0x800;

    private readonly uint sequence = sequence;
    private readonly TrackRun video = video;
    private readonly TrackRun audio = audio;

    public int Length => MovieLength + BoxBytes;

    /// <summary>Bytes of all samples, which follow the head.</summary>
    public int PayloadLength => video.PayloadLength + audio.PayloadLength;

    private int MovieLength => MovieFragmentBytes + LengthOf(video) + LengthOf(audio);

    public int WriteTo(Span<byte> destination)
    {
        var writer = new BoxWriter(destination);
        var movie = writer.Open("moof"u8);
        var header = writer.OpenFull("mfhd"u8, 0, 0);
        writer.WriteUInt32(sequence);
        writer.Close(header);
        WriteTrack(ref writer, video, Length);
        WriteTrack(ref writer, audio, Length + video.PayloadLength);
        writer.Close(movie);
        writer.WriteUInt32((uint)(BoxBytes + PayloadLength));
        writer.WriteBytes("mdat"u8);
        return writer.Position;
    }

    // Sound needs neither flags nor composition offsets: trex says sync.
    private static int SampleBytes(TrackRun run) => run.IsVideo ? 16 : 8;

    private static int LengthOf(TrackRun run) => run.Samples.IsEmpty ? 0 : TrackFragmentBytes + run.Samples.Length * SampleBytes(run);

    private static void WriteTrack(ref BoxWriter writer, TrackRun run, int dataOffset)
    {
        if (run.Samples.IsEmpty) return;
        var fragment = writer.Open("traf"u8);
        var header = writer.OpenFull("tfhd"u8, 0, DefaultBaseIsMoof);
        writer.WriteUInt32((uint)run.TrackId);
        writer.Close(header);
        var time = writer.OpenFull("tfdt"u8, 1, 0);
        writer.WriteUInt64(run.DecodeTime);
        writer.Close(time);
        WriteRun(ref writer, run, dataOffset);
        writer.Close(fragment);
    }

    private static void WriteRun(ref BoxWriter writer, TrackRun run, int dataOffset)
    {
        var flags = HasDataOffset | HasDuration | HasSize | (run.IsVideo ? HasFlags | HasCompositionOffset : 0);
        // Version 1: composition offsets are signed.
        var box = writer.OpenFull("trun"u8, 1, flags);
        writer.WriteUInt32((uint)run.Samples.Length);
        writer.WriteUInt32((uint)dataOffset);
        foreach (var sample in run.Samples)
        {
            writer.WriteUInt32(sample.Duration);
            writer.WriteUInt32((uint)sample.Size);
            if (!run.IsVideo) continue;
            writer.WriteUInt32(sample.IsKey ? SampleFlags.Sync : SampleFlags.Dependent);
            writer.WriteUInt32((uint)sample.CompositionOffset);
        }
        writer.Close(box);
    }
}
