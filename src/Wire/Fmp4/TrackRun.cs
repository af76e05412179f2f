namespace Rooms.Wire.Fmp4;

/// <summary>The samples of one track in a fragment, in decoding order.</summary>
public readonly ref struct TrackRun
{
    public required int TrackId { get; init; }

    public required bool IsVideo { get; init; }

    public required ulong DecodeTime { get; init; }

    public required ReadOnlySpan<Fmp4Sample> Samples { get; init; }

    internal int PayloadLength
    {
        get
        {
            var length = 0;
            foreach (var sample in Samples) length += sample.Size;
            return length;
        }
    }
}
