using System.Collections.Immutable;
using System.ComponentModel;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.V1.Dto;

/// <summary>A stream's figures; what its relay has not reported within 10 s is absent.</summary>
internal sealed record StreamDto(
    string StreamId,
    string Room,
    [property: Description("idle, live, lost or ended. Not in lists.")] string? Status,
    string? User,
    string? Node,
    string? VideoCodec,
    string? AudioCodec,
    int? Width,
    int? Height,
    double? FramesPerSecond,
    long? BitsPerSecond,
    int? KeyIntervalMilliseconds,
    int? AudioSampleRate,
    int? AudioChannels,
    [property: Description("By protocol.")] ImmutableSortedDictionary<string, int>? Viewers,
    [property: Description("The loss: frames left out for slow viewers since the stream started.")] long? DroppedFrames,
    string? Health,
    string? HealthReason,
    [property: Description("What the publisher says it sends; 0: it does not say.")] double? AnnouncedFramesPerSecond,
    [property: Description("Longest time between two pictures in the last second.")] int? LongestGapMilliseconds,
    [property: Description("How much faster (or slower, below 0) the stream's time passes than real time, over half a minute.")] double? ClockDriftPercent,
    [property: Description("All that is wrong, the worst first.")] ImmutableArray<StreamFinding>? Findings)
{
    public static StreamDto From(string streamId, string room, string? status, string? user, StreamFigures? figures) => new(
        streamId, room, status, user, figures?.Node, figures?.VideoCodec, figures?.AudioCodec, figures?.Width, figures?.Height,
        figures?.FramesPerSecond, figures?.BitsPerSecond, figures?.KeyIntervalMilliseconds, figures?.AudioSampleRate, figures?.AudioChannels,
        figures?.Viewers, figures?.DroppedFrames, figures?.Health, figures?.HealthReason, figures?.AnnouncedFramesPerSecond,
        figures?.LongestGapMilliseconds, figures?.ClockDriftPercent, figures?.Findings);
}
