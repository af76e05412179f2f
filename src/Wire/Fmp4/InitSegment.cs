namespace Rooms.Wire.Fmp4;

/// <summary>
/// The start of a fragmented file (ISO 14496-12): <c>ftyp</c> and a <c>moov</c> without samples, whose <c>mvex</c> promises fragments.
/// One or two tracks.
/// </summary>
public static class InitSegment
{
    // All boxes of one track together take less than 500 bytes, their codec configuration left out.
    private const int TrackBytes = 600;
    private const int FileBytes = 300;
    private const uint MovieTimescale = 1000;

    // Language code "und", three letters of five bits (ISO 14496-12 8.4.2.3).
    private const ushort Undetermined = 0x55C4;

    private static ReadOnlySpan<uint> UnityMatrix => [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

    public static byte[] Create(params ReadOnlySpan<Fmp4Track> tracks)
    {
        var length = FileBytes;
        foreach (var track in tracks) length += TrackBytes + track.Configuration.Length;
        var bytes = new byte[length];
        var writer = new BoxWriter(bytes);
        WriteFileType(ref writer);
        WriteMovie(ref writer, tracks);
        return bytes[..writer.Position];
    }

    private static void WriteFileType(ref BoxWriter writer)
    {
        var box = writer.Open("ftyp"u8);
        // iso6: default-base-is-moof; cmfc and mp41 for players that look for them.
        writer.WriteBytes("iso6"u8);
        writer.WriteUInt32(0);
        writer.WriteBytes("iso6cmfcmp41"u8);
        writer.Close(box);
    }

    private static void WriteMovie(ref BoxWriter writer, scoped ReadOnlySpan<Fmp4Track> tracks)
    {
        var movie = writer.Open("moov"u8);
        WriteMovieHeader(ref writer, tracks.Length);
        foreach (var track in tracks) WriteTrack(ref writer, track);
        var extends = writer.Open("mvex"u8);
        foreach (var track in tracks) WriteTrackExtends(ref writer, track);
        writer.Close(extends);
        writer.Close(movie);
    }

    private static void WriteMovieHeader(ref BoxWriter writer, int tracks)
    {
        var box = writer.OpenFull("mvhd"u8, 0, 0);
        writer.WriteZeros(8);
        writer.WriteUInt32(MovieTimescale);
        writer.WriteUInt32(0);
        writer.WriteUInt32(0x10000);
        writer.WriteUInt16(0x100);
        writer.WriteZeros(10);
        foreach (var value in UnityMatrix) writer.WriteUInt32(value);
        writer.WriteZeros(24);
        writer.WriteUInt32((uint)tracks + 1);
        writer.Close(box);
    }

    private static void WriteTrack(ref BoxWriter writer, Fmp4Track track)
    {
        var box = writer.Open("trak"u8);
        WriteTrackHeader(ref writer, track);
        var media = writer.Open("mdia"u8);
        WriteMediaHeader(ref writer, track);
        WriteHandler(ref writer, track);
        var information = writer.Open("minf"u8);
        WriteMediaInformationHeader(ref writer, track);
        WriteDataInformation(ref writer);
        WriteSampleTable(ref writer, track);
        writer.Close(information);
        writer.Close(media);
        writer.Close(box);
    }

    private static void WriteTrackHeader(ref BoxWriter writer, Fmp4Track track)
    {
        // Flags: enabled, in movie.
        var box = writer.OpenFull("tkhd"u8, 0, 3);
        writer.WriteZeros(8);
        writer.WriteUInt32((uint)track.Id);
        writer.WriteZeros(20);
        // Alternate group, then volume 1.0 for sound.
        writer.WriteUInt16(0);
        writer.WriteUInt16(track.IsVideo ? (ushort)0 : (ushort)0x100);
        writer.WriteUInt16(0);
        foreach (var value in UnityMatrix) writer.WriteUInt32(value);
        writer.WriteUInt32((uint)track.Width << 16);
        writer.WriteUInt32((uint)track.Height << 16);
        writer.Close(box);
    }

    private static void WriteMediaHeader(ref BoxWriter writer, Fmp4Track track)
    {
        var box = writer.OpenFull("mdhd"u8, 0, 0);
        writer.WriteZeros(8);
        writer.WriteUInt32(track.Timescale);
        writer.WriteUInt32(0);
        writer.WriteUInt16(Undetermined);
        writer.WriteUInt16(0);
        writer.Close(box);
    }

    private static void WriteHandler(ref BoxWriter writer, Fmp4Track track)
    {
        var box = writer.OpenFull("hdlr"u8, 0, 0);
        writer.WriteUInt32(0);
        writer.WriteBytes(track.IsVideo ? "vide"u8 : "soun"u8);
        writer.WriteZeros(12);
        writer.WriteByte(0);
        writer.Close(box);
    }

    private static void WriteMediaInformationHeader(ref BoxWriter writer, Fmp4Track track)
    {
        var box = track.IsVideo ? writer.OpenFull("vmhd"u8, 0, 1) : writer.OpenFull("smhd"u8, 0, 0);
        writer.WriteZeros(track.IsVideo ? 8 : 4);
        writer.Close(box);
    }

    private static void WriteDataInformation(ref BoxWriter writer)
    {
        var box = writer.Open("dinf"u8);
        var references = writer.OpenFull("dref"u8, 0, 0);
        writer.WriteUInt32(1);
        // Flag 1: the data is in this file.
        writer.Close(writer.OpenFull("url "u8, 0, 1));
        writer.Close(references);
        writer.Close(box);
    }

    private static void WriteSampleTable(ref BoxWriter writer, Fmp4Track track)
    {
        var box = writer.Open("stbl"u8);
        var descriptions = writer.OpenFull("stsd"u8, 0, 0);
        writer.WriteUInt32(1);
        SampleEntry.Write(ref writer, track);
        writer.Close(descriptions);
        WriteEmptyTable(ref writer, "stts"u8, 4);
        WriteEmptyTable(ref writer, "stsc"u8, 4);
        WriteEmptyTable(ref writer, "stsz"u8, 8);
        WriteEmptyTable(ref writer, "stco"u8, 4);
        writer.Close(box);
    }

    private static void WriteEmptyTable(ref BoxWriter writer, ReadOnlySpan<byte> type, int bytes)
    {
        var box = writer.OpenFull(type, 0, 0);
        writer.WriteZeros(bytes);
        writer.Close(box);
    }

    private static void WriteTrackExtends(ref BoxWriter writer, Fmp4Track track)
    {
        var box = writer.OpenFull("trex"u8, 0, 0);
        writer.WriteUInt32((uint)track.Id);
        writer.WriteUInt32(1);
        writer.WriteUInt32(0);
        writer.WriteUInt32(0);
        writer.WriteUInt32(track.IsVideo ? SampleFlags.Dependent : SampleFlags.Sync);
        writer.Close(box);
    }
}
