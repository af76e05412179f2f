using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public sealed class LiveStreamTests : IDisposable
{
    private readonly RelayRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public void Open_WhileAnotherIsHeard_IsBusy()
    {
        rig.Publish(session: "one", token: "t");

        Assert.Null(rig.Streams.Open("s", new FakePublisher("two", "t"), "app", "room"));
        Assert.True(rig.Streams.IsBusy("s", new FakePublisher("two", "t")));
    }

    [Fact]
    public async Task Open_SameTokenAfterSilence_TakesOverAndKeepsViewers()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var first = new FakePublisher("one", "t");
        var old = rig.Streams.Open("s", first, "app", "room")!;
        SendGroup(old, 0);
        var viewer = Join(old.Stream, sockets);
        await sockets.ReadAsync("HKPA".Length);
        rig.Clock.Advance(TimeSpan.FromSeconds(2));

        var taken = rig.Streams.Open("s", new FakePublisher("two", "t"), "app", "room");
        SendGroup(taken!, 7_000_000);

        Assert.Equal(StreamOpening.TakenOver, first.Revoked);
        Assert.Same(old.Stream, taken!.Stream);
        Assert.Equal("CCKPA", await sockets.ReadUntilAsync("KPA"));
        Assert.False(viewer.Completion.IsCompleted);
        Assert.Equal([PublisherChange.Started, PublisherChange.Returned], rig.Changes);
    }

    [Fact]
    public void Open_OtherTokenAfterSilence_IsBusy()
    {
        rig.Publish(session: "one", token: "t");
        rig.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(rig.Streams.Open("s", new FakePublisher("two", "other"), "app", "room"));
    }

    [Fact]
    public void Publish_AfterTakeover_RefusesThePredecessor()
    {
        var old = rig.Publish(session: "one");
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        rig.Publish(session: "two");
        var late = TestFrames.VideoConfiguration(rig.Frames);

        var isTaken = old.Publish(late);
        late.Release();
        old.Lose("late");

        Assert.False(isTaken);
        Assert.Equal(StreamState.Live, old.Stream.State);
        Assert.Equal([PublisherChange.Started, PublisherChange.Returned], rig.Changes);
    }

    [Fact]
    public async Task Lose_NobodyReturns_KeepsViewersTenSecondsThenCloses()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = rig.Publish();
        SendGroup(publisher, 0);
        var viewer = Join(publisher.Stream, sockets);
        await sockets.ReadUntilAsync("KPA");

        publisher.Lose("connection_lost");
        rig.Clock.Advance(TimeSpan.FromSeconds(9));
        rig.Streams.Sweep();
        Assert.False(viewer.Completion.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Streams.Sweep();

        Assert.Equal(ViewerEnd.PublisherLost, await viewer.Completion.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("E", await sockets.ReadUntilAsync("E"));
        Assert.Null(rig.Streams.Find("s"));
        Assert.Equal([PublisherChange.Started, PublisherChange.Lost, PublisherChange.Ended], rig.Changes);
        Assert.Equal(0, rig.Frames.Outstanding);
    }

    [Fact]
    public async Task Lose_PublisherReturns_ViewersGoOnWithoutHole()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = rig.Publish();
        SendGroup(publisher, 0);
        var viewer = Join(publisher.Stream, sockets);
        await sockets.ReadUntilAsync("KPA");
        publisher.Lose("connection_lost");
        rig.Clock.Advance(TimeSpan.FromSeconds(8));
        rig.Streams.Sweep();

        var back = rig.Publish(session: "two", token: "another");
        SendGroup(back, 0);
        rig.Clock.Advance(TimeSpan.FromSeconds(8));
        rig.Streams.Sweep();

        Assert.Equal("CCKPA", await sockets.ReadUntilAsync("KPA"));
        Assert.False(viewer.Completion.IsCompleted);
        Assert.Equal([PublisherChange.Started, PublisherChange.Lost, PublisherChange.Returned], rig.Changes);
    }

    [Fact]
    public void End_ReportsAtOnce_AndStartsAnewOnReturn()
    {
        var publisher = rig.Publish();

        publisher.End("unpublished");
        rig.Publish(session: "two");

        Assert.Equal([PublisherChange.Started, PublisherChange.Ended, PublisherChange.Started], rig.Changes);
    }

    [Fact]
    public async Task Cut_EndsPublisherAndViewers()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var session = new FakePublisher("one", "t");
        var publisher = rig.Streams.Open("s", session, "app", "room")!;
        var viewer = Join(publisher.Stream, sockets);

        Assert.True(rig.Streams.Cut("s", "banned"));

        Assert.Equal("banned", session.Revoked);
        Assert.Equal("banned", await viewer.Completion.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Null(rig.Streams.Find("s"));
        Assert.Equal([PublisherChange.Started, PublisherChange.Ended], rig.Changes);
    }

    [Fact]
    public async Task CutViewers_KeepsPublisher()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = rig.Publish();
        var viewer = Join(publisher.Stream, sockets);

        publisher.Stream.CutViewers(ViewerEnd.Unsubscribed);

        Assert.Equal(ViewerEnd.Unsubscribed, await viewer.Completion.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.True(publisher.Stream.IsPublishing);
    }

    [Fact]
    public async Task Publish_BeforeConfiguration_DropsAndCounts()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = rig.Publish();
        Join(publisher.Stream, sockets);

        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, 0));
        RelayRig.Send(publisher, TestFrames.Sound(rig.Frames, 10));
        SendGroup(publisher, 20);
        rig.Streams.Sweep();

        Assert.EndsWith("KPA", await sockets.ReadUntilAsync("KPA"), StringComparison.Ordinal);
        Assert.Equal(2, publisher.Stream.Figures.RefusedFrames);
    }

    [Fact]
    public async Task TryJoin_InTheMiddleOfAGroup_BeginsWithHeaderAndKey()
    {
        using var early = await SocketPair.ConnectAsync();
        using var late = await SocketPair.ConnectAsync();
        var publisher = rig.Publish();
        SendGroup(publisher, 0);
        Join(publisher.Stream, early);
        await early.ReadUntilAsync("KPA");
        RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, 80));

        Join(publisher.Stream, late);

        Assert.Equal("HKPAP", await late.ReadUntilAsync("PAP"));
        Assert.Equal("P", await early.ReadUntilAsync("P"));
    }

    [Fact]
    public async Task TryJoin_AfterNewConfiguration_WaitsForItsKey()
    {
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = rig.Publish();
        SendGroup(publisher, 0);
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames, 80, version: 0x28));
        RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, 120));
        Join(publisher.Stream, sockets);

        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, 160));

        Assert.Equal("HK", await sockets.ReadUntilAsync("K"));
    }

    [Fact]
    public void Sweep_AfterASecond_KnowsRatesAndKeyInterval()
    {
        var publisher = rig.Publish();
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames));
        rig.Streams.Sweep();
        for (var at = 0u; at < 1000; at += 40)
            RelayRig.Send(publisher, at % 400 == 0 ? TestFrames.Key(rig.Frames, at, 100) : TestFrames.Picture(rig.Frames, at, 100));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        rig.Streams.Sweep();

        var figures = publisher.Stream.Figures;
        Assert.Equal((25.0, 20_000, 400), (figures.VideoFramesPerSecond, figures.BitsPerSecond, figures.KeyIntervalMilliseconds));
    }

    [Fact]
    public void MediaMilliseconds_BetweenFrames_GoesOn_UntilThePublisherLeaves()
    {
        var publisher = rig.Publish();
        var before = publisher.Stream.MediaMilliseconds;
        SendGroup(publisher, 7_000_000);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(300));

        var between = publisher.Stream.MediaMilliseconds;
        publisher.Lose("gone");

        Assert.Null(before);
        Assert.Equal(350, between);
        Assert.Null(publisher.Stream.MediaMilliseconds);
    }

    private void SendGroup(StreamPublisher publisher, uint at)
    {
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames, at));
        RelayRig.Send(publisher, TestFrames.AudioConfiguration(rig.Frames, at));
        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, at));
        RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at + 40));
        RelayRig.Send(publisher, TestFrames.Sound(rig.Frames, at + 50));
    }

    private SocketViewer Join(LiveStream stream, SocketPair sockets)
    {
        var viewer = sockets.CreateViewer(rig.FanOut.Limits);
        Assert.True(stream.TryJoin(RawContainer.Kind, viewer));
        return viewer;
    }
}
