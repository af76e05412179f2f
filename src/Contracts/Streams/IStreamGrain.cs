using System.Collections.Immutable;

namespace Rooms.Contracts.Streams;

public enum StreamStatus
{
    Idle,
    Live,
    Lost,
    Ended,
}

/// <summary>One stream as it is carried (grain key <c>app/stream-id</c>): home node, codecs, figures. Rebuilt from the relays' reports, not stored.</summary>
[Alias("rooms.IStreamGrain")]
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>A relay's figures, about once a second.</summary>
    [Alias("Report"), OneWay]
    Task ReportAsync(StreamFigures figures);

    /// <summary>The newest figures, or null when no relay has reported for 10 s. The media time is that of now.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<StreamFigures?> GetAsync(CancellationToken cancellation = default);
}

/// <summary>Where a stream belongs.</summary>
[Alias("rooms.IStreamDirectoryGrain")]
public interface IStreamDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The only key: a stateless worker needs no more than one name.</summary>
    public const string Key = "streams";

    /// <summary>Null: no such stream.</summary>
    [Alias("Find")]
    Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation = default);
}

[GenerateSerializer, Immutable, Alias("rooms.StreamPlace")]
public sealed record StreamPlace([property: Id(0)] string App, [property: Id(1)] string RoomId);

/// <summary>
/// A stream's figures at its home node. Rates are bits and frames a second over the last second or more; key interval in milliseconds;
/// <paramref name="Viewers"/> by protocol (rtmp, flv, wsflv, wsmp4, hls); <paramref name="DroppedFrames"/> over all viewers since the start.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.StreamFigures")]
public sealed record StreamFigures(
    [property: Id(0)] string Node,
    [property: Id(1)] string VideoCodec,
    [property: Id(2)] string AudioCodec,
    [property: Id(3)] int Width,
    [property: Id(4)] int Height,
    [property: Id(5)] double FramesPerSecond,
    [property: Id(6)] long BitsPerSecond,
    [property: Id(7)] int KeyIntervalMilliseconds,
    [property: Id(8)] int AudioSampleRate,
    [property: Id(9)] int AudioChannels,
    [property: Id(10)] ImmutableSortedDictionary<string, int> Viewers,
    [property: Id(11)] long DroppedFrames,
    [property: Id(12)] string Health,
    [property: Id(13)] string HealthReason)
{
    /// <summary>What the publisher says it sends; 0: it does not say.</summary>
    [Id(14)]
    public double AnnouncedFramesPerSecond { get; init; }

    [Id(15)]
    public int LongestGapMilliseconds { get; init; }

    /// <summary>How much faster (or slower, below 0) the stream's time passes than real time.</summary>
    [Id(16)]
    public double ClockDriftPercent { get; init; }

    /// <summary>Where the stream stands on its own timeline, which its viewers' containers have; null: nobody publishes, or the node does not say.</summary>
    [Id(18)]
    public long? MediaMilliseconds { get; init; }

    /// <summary>All that is wrong, the worst first.</summary>
    [Id(17)]
    public ImmutableArray<StreamFinding> Findings { get; init; } = [];
}

/// <summary>One thing that viewers notice: a stable code (docs/protocols/control.md) and a sentence.</summary>
[GenerateSerializer, Immutable, Alias("rooms.StreamFinding")]
public sealed record StreamFinding([property: Id(0)] string Code, [property: Id(1)] string Reason);
