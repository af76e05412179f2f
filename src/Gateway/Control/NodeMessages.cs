using System.Collections.Immutable;
using Rooms.Contracts;
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
        Findings = [.. load.Findings.Select(finding => new StreamFinding(finding.Code, finding.Reason))],
    };

    /// <summary>Null: the event is not about health.</summary>
    public static StreamHealthChange? ToHealth(StreamEvent happened) => happened.Kind switch
    {
        "unhealthy" => new StreamHealthChange(happened.StreamId, IsHealthy: false, happened.Code, happened.Reason),
        "recovered" => new StreamHealthChange(happened.StreamId, IsHealthy: true, "", ""),
        _ => null,
    };

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
