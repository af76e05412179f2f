using System.Threading.Channels;
using Rooms.Contracts.Feeds;

namespace Rooms.Grains.Tests.Feeds;

/// <summary>A gateway's end of the hints, which can be waited for one by one.</summary>
internal sealed class HintReader : IFeedFollower
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Channel<(FeedId Feed, long Last)> hints = Channel.CreateUnbounded<(FeedId, long)>();

    public Task HasEventsAsync(FeedId feed, long last) => hints.Writer.WriteAsync((feed, last)).AsTask();

    public Task<(FeedId Feed, long Last)> NextAsync() => hints.Reader.ReadAsync().AsTask().WaitAsync(Deadline);
}
