using System.Collections.Immutable;
using Rooms.Contracts;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.Control;

/// <summary>What a node says, as grains take it. Names in it become grain keys, so they are checked.</summary>
internal static class NodeMessages
{
    private const int MaxTags = 32;
    private const int MaxPort = 65535;

    // A protocol each way has one; far more than there are.
    private const int MaxCounters = 64;

    // Two years: sums with it stay in range.
    private const long MaxMediaMilliseconds = 1L << 36;

    /// <summary>Null: fine.</summary>
    public static string? Fault(Register register)
    {
        if (!Ids.IsValid(register.Node)) return "node: no id";
        if (register.Session is not { Length: > 0 and <= Ids.MaxLength }) return "session: wanted 1 to 64 characters";
        int[] ports = [register.RtmpPort, register.HttpPort, register.RtmpTlsPort, register.HttpsPort];
        if (ports.Any(port => port is < 0 or > MaxPort)) return "rtmpPort, httpPort, rtmpTlsPort, httpsPort: no port";
        if (register.Isps is null || register.Regions is null || register.Isps.Length > MaxTags || register.Regions.Length > MaxTags) return "isps, regions: too many";
        return null;
    }

    /// <summary>Null: fine. Its words become rows.</summary>
    public static string? Fault(Usage usage)
    {
        if (usage.Streams is null || usage.Streams.Contains(null)) return "usage: streams: none";
        foreach (var stream in usage.Streams)
        {
            if (!Ids.IsValid(stream.App) || !Ids.IsValid(stream.Room) || !Ids.IsValid(stream.StreamId) || !Ids.IsValid(stream.Epoch))
                return "usage: app, room, streamId and epoch are ids";
            if (stream.Viewers < 0 || stream.PeakViewers < 0) return "usage: viewers, peakViewers: no number of viewers";
            if (stream.Counters is null || stream.Counters.Count > MaxCounters) return "usage: counters: too many or none";
            if (stream.Counters.Any(counter => counter.Value < 0 || !UsageKinds.IsCounter(counter.Key))) return "usage: counters: not a counter of usage";
        }
        return null;
    }

    public static AppReport ToReport(string node, IGrouping<string, StreamUsage> streams) => new(
        node,
        [.. streams.Where(stream => stream.IsPublishing).Select(stream => stream.StreamId)],
        streams.Sum(stream => stream.Viewers),
        [.. streams.Select(ToCounters)]);

    public static AppAllowance ToAllowance(string app, AppStanding standing, AppQuotas quotas) => new(
        app,
        quotas.Viewers > 0 ? Math.Max(0, quotas.Viewers - standing.ViewersElsewhere) : null,
        quotas.BytesPerDay > 0 && standing.BytesToday >= quotas.BytesPerDay);

    /// <summary>Nobody new may watch.</summary>
    public static AppAllowance Nothing(string app) => new(app, 0, IsSpent: true);

    public static RelayNode ToNode(Register register) => new(
        register.Node, register.Session, register.PublicHost, register.RtmpPort, register.HttpPort, [.. register.Isps], [.. register.Regions], register.MaxViewers,
        register.RtmpTlsPort, register.HttpsPort);

    public static RelayLoad ToLoad(Load load) =>
        new(load.Cpu, load.Streams.Length, load.Viewers, load.BitsInPerSecond, load.BitsOutPerSecond, load.IsDraining);

    public static StreamFigures ToFigures(string node, StreamLoad load) => new(
        node, load.VideoCodec, load.AudioCodec, load.Width, load.Height, load.FramesPerSecond, load.BitsPerSecond, load.KeyIntervalMilliseconds,
        load.AudioSampleRate, load.AudioChannels, load.Viewers.ToImmutableSortedDictionary(StringComparer.Ordinal), load.DroppedFrames, load.Health, load.HealthReason)
    {
        AnnouncedFramesPerSecond = load.AnnouncedFramesPerSecond,
        LongestGapMilliseconds = load.LongestGapMilliseconds,
        ClockDriftPercent = load.ClockDriftPercent,
        MediaMilliseconds = load.MediaMilliseconds is >= 0 and <= MaxMediaMilliseconds ? load.MediaMilliseconds : null,
        Findings = [.. load.Findings.Select(finding => new StreamFinding(finding.Code, finding.Reason))],
    };

    /// <summary>Null: the event is not about health.</summary>
    public static StreamHealthChange? ToHealth(StreamEvent happened) => happened.Kind switch
    {
        "unhealthy" => new StreamHealthChange(happened.StreamId, IsHealthy: false, happened.Code, happened.Reason),
        "recovered" => new StreamHealthChange(happened.StreamId, IsHealthy: true, "", ""),
        _ => null,
    };

    private static StreamCounters ToCounters(StreamUsage stream) =>
        new(stream.Epoch, stream.Room, stream.Counters.ToImmutableSortedDictionary(StringComparer.Ordinal), stream.PeakViewers, stream.IsFinal);

    public static bool TryParse(string kind, out PublisherState state)
    {
        (var isKnown, state) = kind switch
        {
            "started" => (true, PublisherState.Started),
            "lost" => (true, PublisherState.Lost),
            "returned" => (true, PublisherState.Returned),
            "ended" => (true, PublisherState.Ended),
            _ => (false, PublisherState.Ended),
        };
        return isKnown;
    }
}
