using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>The events in a buffer, by number.</summary>
internal sealed class EventIndex(FeedId feed, FrameForm form, FrameEntry[] entries, PushBuffers buffers) : FrameIndex
{
    public override ReadOnlySpan<FrameEntry> Entries => entries;

    public override bool IsSameSequence(FrameIndex other) => other is EventIndex events && events.Feed == feed;

    public override PushBuffer? TellSkipped(long from, long to)
    {
        var notice = buffers.Rent();
        form.EncodeSkipped(feed, from, to, notice);
        if (notice.Length > 0) return notice;
        notice.Release();
        return null;
    }

    private FeedId Feed => feed;
}
