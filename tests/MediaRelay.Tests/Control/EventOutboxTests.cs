using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Control;

public sealed class EventOutboxTests
{
    private readonly FakeTimeProvider time = new();
    private readonly EventOutbox outbox;

    public EventOutboxTests() => outbox = new EventOutbox(time);

    [Fact]
    public void Report_MoreThanTheBound_ForgetsTheOldest()
    {
        for (var i = 0; i <= EventOutbox.Capacity; i++) Report($"s{i}", PublisherChange.Started);

        Assert.Equal("s1", outbox.Peek()?.StreamId);
    }

    [Fact]
    public void Peek_NotSentYet_GivesTheSameAgain()
    {
        Report("a", PublisherChange.Started);
        Report("b", PublisherChange.Started);

        Assert.Equal("a", outbox.Peek()?.StreamId);
        Assert.Equal("a", outbox.Peek()?.StreamId);
        outbox.Sent(outbox.Peek()!);
        Assert.Equal("b", outbox.Peek()?.StreamId);
    }

    [Fact]
    public void RecentEnds_ForHalfAMinute_AreSaidAgain()
    {
        Report("a", PublisherChange.Started);
        Report("a", PublisherChange.Ended);
        while (outbox.Peek() is { } happened) outbox.Sent(happened);

        var soon = outbox.RecentEnds();
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("ended", Assert.Single(soon).Kind);
        Assert.Empty(outbox.RecentEnds());
    }

    [Fact]
    public async Task Wait_BeforeAReport_EndsWithIt()
    {
        var waiting = outbox.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        Report("a", PublisherChange.Started);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void Report(string streamId, PublisherChange change) => outbox.Report(new PublisherReport("app", "room", streamId, "1", change, ""));
}
