namespace Rooms.Wire.Fmp4;

/// <summary>Sample entries (ISO 14496-12 8.5.2): VisualSampleEntry and AudioSampleEntry with the codec's own box inside.</summary>
internal static class SampleEntry
{
    // 72 dots an inch, 16.16.
    private const uint Resolution = 0x480000;

    // ISO 14496-1 7.2.6: tags, and what an AAC track says of its stream.
    private const byte EsDescriptorTag = 3;
    private const byte DecoderConfigTag = 4;
    private const byte DecoderSpecificTag = 5;
    private const byte SyncLayerTag = 6;
    private const byte ObjectTypeAac = 0x40;
    private const byte AudioStream = 5 << 2 | 1;

    public static void Write(ref BoxWriter writer, Fmp4Track track)
    {
        var box = writer.Open(NameOf(track.Kind));
        writer.WriteZeros(6);
        writer.WriteUInt16(1);
        if (track.IsVideo) WriteVisual(ref writer, track);
        else WriteAudio(ref writer, track);
        writer.Close(box);
    }

    private static ReadOnlySpan<byte> NameOf(SampleEntryKind kind) => kind switch
    {
        SampleEntryKind.Avc1 => "avc1"u8,
        SampleEntryKind.Hvc1 => "hvc1"u8,
        SampleEntryKind.Av01 => "av01"u8,
        SampleEntryKind.Mp4a => "mp4a"u8,
        _ => "Opus"u8,
    };

    private static void WriteVisual(ref BoxWriter writer, Fmp4Track track)
    {
        writer.WriteZeros(16);
        writer.WriteUInt16((ushort)track.Width);
        writer.WriteUInt16((ushort)track.Height);
        writer.WriteUInt32(Resolution);
        writer.WriteUInt32(Resolution);
        writer.WriteUInt32(0);
        writer.WriteUInt16(1);
        writer.WriteZeros(32);
        writer.WriteUInt16(24);
        writer.WriteUInt16(0xFFFF);
        WriteConfiguration(ref writer, track.Kind switch
        {
            SampleEntryKind.Avc1 => "avcC"u8,
            SampleEntryKind.Hvc1 => "hvcC"u8,
            _ => "av1C"u8,
        }, track);
    }

    private static void WriteAudio(ref BoxWriter writer, Fmp4Track track)
    {
        writer.WriteZeros(8);
        writer.WriteUInt16((ushort)track.Channels);
        writer.WriteUInt16(16);
        writer.WriteUInt32(0);
        // 16.16; a rate over 65,535 does not fit and is told by the configuration alone.
        writer.WriteUInt32(track.SampleRate <= ushort.MaxValue ? (uint)track.SampleRate << 16 : 0);
        if (track.Kind == SampleEntryKind.Opus) WriteConfiguration(ref writer, "dOps"u8, track);
        else WriteElementaryStream(ref writer, track.Configuration.Span);
    }

    private static void WriteConfiguration(ref BoxWriter writer, ReadOnlySpan<byte> type, Fmp4Track track)
    {
        var box = writer.Open(type);
        writer.WriteBytes(track.Configuration.Span);
        writer.Close(box);
    }

    // ISO 14496-14 5.6. AudioSpecificConfigs are a few bytes: one length byte is enough for each descriptor.
    private static void WriteElementaryStream(ref BoxWriter writer, ReadOnlySpan<byte> config)
    {
        var box = writer.OpenFull("esds"u8, 0, 0);
        writer.WriteByte(EsDescriptorTag);
        writer.WriteByte((byte)(3 + 2 + 13 + 2 + config.Length + 3));
        writer.WriteUInt16(0);
        writer.WriteByte(0);
        writer.WriteByte(DecoderConfigTag);
        writer.WriteByte((byte)(13 + 2 + config.Length));
        writer.WriteByte(ObjectTypeAac);
        writer.WriteByte(AudioStream);
        writer.WriteZeros(3 + 4 + 4);
        writer.WriteByte(DecoderSpecificTag);
        writer.WriteByte((byte)config.Length);
        writer.WriteBytes(config);
        writer.WriteByte(SyncLayerTag);
        writer.WriteByte(1);
        writer.WriteByte(2);
        writer.Close(box);
    }
}
