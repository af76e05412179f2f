using System.IO.Pipelines;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class StreamAccountTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Read_ManyViewersOfTwoLoops_BytesOutAreExactlyWhatTheyReceived()
    {
        using var rig = new RelayRig(mergeMilliseconds: 5, new FanOutOptions { Threads = 2 });
        var publisher = Start(rig);
        var sockets = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SocketPair.ConnectAsync()));
        var viewers = sockets.Select(pair => Join(rig, publisher.Stream, pair)).ToArray();
        // Who has the header is with its loop: a viewer that the stream's end overtakes would be sent nothing.
        var begun = await Task.WhenAll(sockets.Select(pair => pair.ReadAsync(1)));
        var readings = sockets.Select(pair => pair.ReadUntilAsync("E")).ToArray();
        for (var at = 40u; at < 4000; at += 40) RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at));

        publisher.Stream.Cut("over");
        await Task.WhenAll(viewers.Select(viewer => viewer.Completion)).WaitAsync(Deadline);

        var received = begun.Concat(await Task.WhenAll(readings)).Sum(text => (long)text.Length);
        Assert.Equal(received, Out(publisher.Stream.Account, RawContainer.Kind.Protocol));
        foreach (var pair in sockets) pair.Dispose();
    }

    [Fact]
    public async Task Read_ViewerBehindAStream_BytesOutAreExactlyWhatItWrote()
    {
        using var rig = new RelayRig();
        var pipe = new Pipe();
        var publisher = Start(rig);
        var viewer = new StreamViewer(rig.FanOut.Limits);
        Assert.True(publisher.Stream.TryJoin(RawContainer.Kind, viewer));
        var running = viewer.RunAsync(pipe.Writer.AsStream(), CancellationToken.None);
        for (var at = 40u; at < 400; at += 40) RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at));

        publisher.Stream.Cut("over");
        await running.WaitAsync(Deadline);
        await pipe.Writer.CompleteAsync();

        var text = await new StreamReader(pipe.Reader.AsStream()).ReadToEndAsync();
        Assert.Equal(text.Length, Out(publisher.Stream.Account, RawContainer.Kind.Protocol));
    }

    [Fact]
    public void Read_PublishersOfTwoProtocols_EachHasItsBytes()
    {
        using var rig = new RelayRig();
        var first = rig.Publish(session: "one");
        RelayRig.Send(first, TestFrames.VideoConfiguration(rig.Frames));
        RelayRig.Send(first, TestFrames.Key(rig.Frames, 0, bytes: 400));
        first.Lose("test");
        var second = rig.Streams.Open("s", new FakePublisher("two", "t") { Protocol = "other" }, "app", "room")!;
        RelayRig.Send(second, TestFrames.Picture(rig.Frames, 40, bytes: 100));

        var counters = second.Stream.Account.Read().Counters;

        Assert.Equal(TestFrames.VideoConfigurationBody.Length + 400, counters["in:test"]);
        Assert.Equal(100, counters["in:other"]);
    }

    [Fact]
    public void Read_OnAirLostAndBack_CountsTheTimeOnAir()
    {
        using var rig = new RelayRig();
        var first = rig.Publish(session: "one");
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        first.Lose("test");
        rig.Clock.Advance(TimeSpan.FromSeconds(3));
        rig.Publish(session: "two");
        rig.Clock.Advance(TimeSpan.FromSeconds(5));

        var reading = first.Stream.Account.Read();

        Assert.Equal(15_000, reading.Counters["stream_ms"]);
        Assert.True(reading.IsPublishing);
    }

    [Fact]
    public async Task Read_ViewersComeAndGo_CountsTheirTimeAndTheirHeight()
    {
        using var rig = new RelayRig();
        var publisher = Start(rig);
        var pairs = await Task.WhenAll(SocketPair.ConnectAsync(), SocketPair.ConnectAsync());
        var first = Join(rig, publisher.Stream, pairs[0]);
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        Join(rig, publisher.Stream, pairs[1]);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        first.Leave("test");
        await first.Completion.WaitAsync(Deadline);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        var reading = publisher.Stream.Account.Read();
        var next = publisher.Stream.Account.Read();

        Assert.Equal(15_000 + 5_000 + 1_000, reading.Counters["viewer_ms"]);
        Assert.Equal((1, 2), (reading.Audience.Viewers, reading.Audience.Peak));
        Assert.Equal(1, next.Audience.Peak);
        foreach (var pair in pairs) pair.Dispose();
    }

    [Fact]
    public void Read_TenThousandViewersForAMonth_IsExact()
    {
        using var rig = new RelayRig();
        var account = rig.Publish().Stream.Account;
        account.Audience.Estimate(10_000);
        rig.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(10_000L * 30 * 86_400_000, account.Read().Counters["viewer_ms"]);
    }

    [Fact]
    public void Read_Closed_KeepsWhatItHad()
    {
        using var rig = new RelayRig();
        var publisher = Start(rig);
        var before = publisher.Stream.Account.Read().Counters["in:test"];

        publisher.Stream.Cut("over");

        Assert.Equal(before, publisher.Stream.Account.Read().Counters["in:test"]);
    }

    [Fact]
    public async Task Join_LoopHasEnded_LeavesNoViewerBehind()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = Start(rig);
        rig.FanOut.Dispose();

        var viewer = Join(rig, publisher.Stream, sockets);

        Assert.Equal(ViewerEnd.ShuttingDown, await viewer.Completion.WaitAsync(Deadline));
        Assert.Equal(0, publisher.Stream.Account.Audience.Connected);
    }

    [Fact]
    public async Task IsFinal_ClosedAndNobodyLeft_AfterAWhile()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = Start(rig);
        var viewer = Join(rig, publisher.Stream, sockets);
        publisher.Stream.Cut("over");
        await viewer.Completion.WaitAsync(Deadline);

        var atOnce = publisher.Stream.Account.Read().IsFinal;
        rig.Clock.Advance(TimeSpan.FromSeconds(15));

        Assert.False(atOnce);
        Assert.True(publisher.Stream.Account.Read().IsFinal);
    }

    [Fact]
    public void Accounts_StreamCutAndMadeAgain_AreTwoEpochsUntilForgotten()
    {
        using var rig = new RelayRig();
        var first = rig.Publish().Stream.Account;
        rig.Streams.Cut("s", "over");
        var second = rig.Publish().Stream.Account;

        var before = rig.Accounts.All.Count();
        rig.Accounts.Forget(first.Epoch);

        Assert.Equal(2, before);
        Assert.Same(second, Assert.Single(rig.Accounts.All));
    }

    private static long Out(StreamAccount account, string protocol) => account.Read().Counters[$"out:{protocol}"];

    private static StreamPublisher Start(RelayRig rig)
    {
        var publisher = rig.Publish();
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames));
        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, 0));
        return publisher;
    }

    private static SocketViewer Join(RelayRig rig, LiveStream stream, SocketPair sockets)
    {
        var viewer = sockets.CreateViewer(rig.FanOut.Limits);
        Assert.True(stream.TryJoin(RawContainer.Kind, viewer));
        return viewer;
    }
}
