using System.IO.Pipelines;
using System.Text;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Web;

namespace Rooms.MediaRelay.Tests.Frames;

public class FanOutTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Deliver_ManyViewers_EachGetsEveryByteInOrder()
    {
        using var rig = new RelayRig(mergeMilliseconds: 5, new FanOutOptions { Threads = 2 });
        var sockets = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SocketPair.ConnectAsync()));
        var publisher = Start(rig);
        foreach (var pair in sockets) Join(rig, publisher.Stream, pair);
        foreach (var pair in sockets) Assert.Equal("HK", await pair.ReadAsync(2));

        for (var at = 40u; at < 4000; at += 40) RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at));
        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, 4000));

        var expected = new string('P', 99) + "K";
        foreach (var pair in sockets) Assert.Equal(expected, await pair.ReadUntilAsync("PK"));
        foreach (var pair in sockets) pair.Dispose();
    }

    [Fact]
    public async Task Deliver_ViewerNeverReads_DropsForItAloneThenGoesOnAtAKey()
    {
        using var rig = new RelayRig(0, new FanOutOptions { Threads = 1, QueueBytes = 64 * 1024 });
        using var slow = await SocketPair.ConnectAsync(bufferBytes: 8192);
        using var quick = await SocketPair.ConnectAsync();
        var publisher = Start(rig);
        var slowViewer = Join(rig, publisher.Stream, slow, NumberedContainer.Kind);
        Join(rig, publisher.Stream, quick);
        await quick.ReadAsync("HK".Length);
        var start = await slow.ReadAsync(("H" + NumberedContainer.Text('K', 0)).Length);
        for (var at = 40u; at < 40_000; at += 40)
            RelayRig.Send(publisher, at % 2000 == 0 ? TestFrames.Key(rig.Frames, at) : TestFrames.Picture(rig.Frames, at));
        await quick.ReadAsync(999);

        var reading = slow.ReadUntilAsync(NumberedContainer.Text('K', 40_000));
        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, 40_000));

        var frames = NumberedContainer.Parse(start + await reading);
        var gaps = frames.Zip(frames.Skip(1)).Where(pair => pair.Second.Dts != pair.First.Dts + 40).ToArray();
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.Equal('K', gap.Second.Kind));
        Assert.Equal(1001 - frames.Count, slowViewer.DroppedFrames);
        Assert.Equal(slowViewer.DroppedFrames, publisher.Stream.DroppedFrames);
        Assert.False(slowViewer.Completion.IsCompleted);
    }

    [Fact]
    public async Task Deliver_ViewerTakesNothing_ClosesItAsStalled()
    {
        using var rig = new RelayRig(0, new FanOutOptions { Threads = 1, StallSeconds = 1 });
        using var sockets = await SocketPair.ConnectAsync(bufferBytes: 8192);
        var publisher = Start(rig);
        var viewer = Join(rig, publisher.Stream, sockets, NumberedContainer.Kind);

        for (var at = 40u; at < 4000; at += 40) RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at));

        Assert.Equal(ViewerEnd.Stalled, await viewer.Completion.WaitAsync(Deadline));
        Assert.Equal(0, rig.FanOut.ViewerCount);
    }

    [Fact]
    public async Task Deliver_PeerGone_ClosesViewer()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = Start(rig);
        var viewer = Join(rig, publisher.Stream, sockets);
        await sockets.ReadUntilAsync("K");

        sockets.Person.Close(0);
        for (var at = 40u; !viewer.Completion.IsCompleted && at < 4_000_000; at += 40)
        {
            RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at));
            await Task.Yield();
        }

        Assert.Equal(ViewerEnd.PeerClosed, await viewer.Completion.WaitAsync(Deadline));
    }

    [Fact]
    public async Task Dismiss_OneInTwo_LeavesTheOthers_ThenAll()
    {
        using var rig = new RelayRig();
        var sockets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SocketPair.ConnectAsync()));
        var publisher = Start(rig);
        var viewers = sockets.Select(pair => Join(rig, publisher.Stream, pair)).ToArray();
        foreach (var pair in sockets) await pair.ReadAsync("HK".Length);

        rig.FanOut.Dismiss(2, ViewerEnd.Draining);
        await Eventually.BecomesAsync(() => rig.FanOut.ViewerCount, 4);
        RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, 40));
        for (var i = 0; i < viewers.Length; i++)
            if (!viewers[i].Completion.IsCompleted) Assert.Equal("P", await sockets[i].ReadAsync(1));
        rig.FanOut.Dismiss(1, ViewerEnd.Draining);

        Assert.All(await Task.WhenAll(viewers.Select(viewer => viewer.Completion)).WaitAsync(Deadline), reason => Assert.Equal(ViewerEnd.Draining, reason));
        foreach (var pair in sockets) pair.Dispose();
    }

    [Fact]
    public async Task Send_OwnBlock_ComesBetweenSharedBlocks()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = Start(rig);
        var viewer = Join(rig, publisher.Stream, sockets);
        await sockets.ReadUntilAsync("K");
        var answer = rig.Blocks.Rent(0, 16);
        answer.Write("(pong)"u8);

        viewer.Send(answer);
        await sockets.ReadUntilAsync("(pong)");
        RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, 40));

        Assert.Equal("P", await sockets.ReadUntilAsync("P"));
    }

    [Fact]
    public async Task StreamViewer_WritesWhatItsTrackMakes_AndEndsWithIt()
    {
        using var rig = new RelayRig();
        var pipe = new Pipe();
        var publisher = Start(rig);
        var viewer = new StreamViewer(rig.FanOut.Limits);
        Assert.True(publisher.Stream.TryJoin(RawContainer.Kind, viewer));
        var run = viewer.RunAsync(pipe.Writer.AsStream(), CancellationToken.None);
        var begun = await pipe.Reader.ReadAtLeastAsync("HK".Length);
        pipe.Reader.AdvanceTo(begun.Buffer.Start);

        RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, 40));
        publisher.Stream.Cut("over");

        Assert.Equal("over", await run.WaitAsync(Deadline));
        await pipe.Writer.CompleteAsync();
        var text = await new StreamReader(pipe.Reader.AsStream(), Encoding.ASCII).ReadToEndAsync();
        Assert.Equal("HKPE", text);
        Assert.Equal((text.Length, text.Length), (rig.FanOut.BytesSent, rig.FanOut.Sends));
        Assert.Equal(0, rig.Blocks.Outstanding);
    }

    [Fact]
    public async Task StreamViewer_Finished_IsSentWhatWaitsAndThenLetGo()
    {
        using var rig = new RelayRig();
        var pipe = new Pipe();
        var viewer = new StreamViewer(rig.FanOut.Limits);
        Assert.True(Start(rig).Stream.TryJoin(RawContainer.Kind, viewer));
        var run = StreamWriting.RunAsync(viewer, pipe.Writer.AsStream(), CancellationToken.None);
        var word = rig.Blocks.Rent(0, 1);
        word.Write("X"u8);

        viewer.Send(word);
        viewer.Finish("refused");

        Assert.Equal("refused", await run.WaitAsync(Deadline));
        Assert.False(viewer.IsCutShort);
        await pipe.Writer.CompleteAsync();
        Assert.EndsWith("X", await new StreamReader(pipe.Reader.AsStream(), Encoding.ASCII).ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamViewer_LeavesWhileAWriteWaits_IsCutShort()
    {
        using var rig = new RelayRig();
        // Takes the first write and holds it until somebody reads.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var viewer = new StreamViewer(rig.FanOut.Limits);
        Assert.True(Start(rig).Stream.TryJoin(RawContainer.Kind, viewer));
        var run = StreamWriting.RunAsync(viewer, pipe.Writer.AsStream(), CancellationToken.None);
        await pipe.Reader.ReadAtLeastAsync(1);

        viewer.Leave("gone");

        Assert.Equal("gone", await run.WaitAsync(Deadline));
        Assert.True(viewer.IsCutShort);
    }

    [Fact]
    public async Task Everything_AfterTheEnd_IsGivenBack()
    {
        using var rig = new RelayRig(mergeMilliseconds: 5);
        using var sockets = await SocketPair.ConnectAsync();
        var publisher = Start(rig);
        var viewer = Join(rig, publisher.Stream, sockets);
        await sockets.ReadAsync("HK".Length);
        for (var at = 40u; at < 4000; at += 40) RelayRig.Send(publisher, TestFrames.Picture(rig.Frames, at));

        publisher.Stream.Cut("over");
        await viewer.Completion.WaitAsync(Deadline);

        Assert.EndsWith("PE", await sockets.ReadUntilAsync("E"), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0L), (rig.Frames.Outstanding, rig.Blocks.Outstanding, rig.Buffers.OutstandingBytes));
    }

    private static StreamPublisher Start(RelayRig rig)
    {
        var publisher = rig.Publish();
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames));
        RelayRig.Send(publisher, TestFrames.Key(rig.Frames, 0));
        return publisher;
    }

    private static SocketViewer Join(RelayRig rig, LiveStream stream, SocketPair sockets, TrackKind? kind = null)
    {
        var viewer = sockets.CreateViewer(rig.FanOut.Limits);
        Assert.True(stream.TryJoin(kind ?? RawContainer.Kind, viewer));
        return viewer;
    }
}
