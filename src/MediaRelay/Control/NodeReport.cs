using System.Runtime.CompilerServices;
using Rooms.Contracts.Control;
using Rooms.Contracts.Shutdown;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Fmp4;

namespace Rooms.MediaRelay.Control;

/// <summary>What the node carries and how it fares, as messages.</summary>
internal sealed class NodeReport(LiveStreams streams, FanOut fanOut, Drain drain, TimeProvider time)
{
    // Sizes and rates are read from decoder configurations once each.
    private readonly ConditionalWeakTable<StreamConfiguration, Fmp4Tracks> descriptions = [];
    private long sampledAt = time.GetTimestamp();
    private TimeSpan processorTime = Environment.CpuUsage.TotalTime;
    private long bytesSent;

    public State WriteState() => new()
    {
        Streams = [.. streams.All.Select(stream => new CarriedStream(stream.App, stream.Room, stream.Id, stream.Session, stream.IsPublishing))],
    };

    /// <summary>Rates since the last call.</summary>
    public Load WriteLoad()
    {
        var loads = streams.All.Select(Describe).ToArray();
        var now = time.GetTimestamp();
        var seconds = Math.Max(time.GetElapsedTime(sampledAt, now).TotalSeconds, 0.001);
        var (processor, sent) = (Environment.CpuUsage.TotalTime, fanOut.BytesSent);
        var load = new Load
        {
            Cpu = Math.Round((processor - processorTime).TotalSeconds / seconds, 3),
            Viewers = loads.Sum(stream => stream.Viewers.Values.Sum()),
            BitsInPerSecond = loads.Sum(stream => stream.BitsPerSecond),
            BitsOutPerSecond = (long)((sent - bytesSent) * 8 / seconds),
            IsDraining = drain.IsBegun,
            Streams = loads,
        };
        (sampledAt, processorTime, bytesSent) = (now, processor, sent);
        return load;
    }

    private StreamLoad Describe(LiveStream stream)
    {
        var (configuration, figures, health) = (stream.Configuration, stream.Figures, stream.Health);
        var tracks = descriptions.GetValue(configuration, Fmp4Tracks.From);
        var viewers = new Dictionary<string, int>();
        stream.CountViewers(viewers);
        return new StreamLoad
        {
            App = stream.App,
            StreamId = stream.Id,
            VideoCodec = NameOf(configuration.VideoCodec),
            AudioCodec = NameOf(configuration.AudioCodec),
            Width = tracks.Video?.Width ?? 0,
            Height = tracks.Video?.Height ?? 0,
            FramesPerSecond = Math.Round(figures.VideoFramesPerSecond, 1),
            AnnouncedFramesPerSecond = Math.Round(figures.AnnouncedFramesPerSecond, 1),
            LongestGapMilliseconds = figures.LongestGapMilliseconds,
            ClockDriftPercent = figures.ClockDriftPercent,
            MediaMilliseconds = stream.MediaMilliseconds,
            BitsPerSecond = figures.BitsPerSecond,
            KeyIntervalMilliseconds = figures.KeyIntervalMilliseconds,
            AudioSampleRate = tracks.Audio?.SampleRate ?? 0,
            AudioChannels = tracks.Audio?.Channels ?? 0,
            Viewers = viewers,
            DroppedFrames = stream.DroppedFrames,
            Health = health.Word,
            HealthReason = health.Reason,
            Findings = [.. health.Findings.Select(finding => new LoadFinding(finding.Code, finding.Reason))],
        };
    }

    private static string NameOf(FrameCodec codec) => codec == FrameCodec.None ? "" : codec.ToString().ToLowerInvariant();
}
