using System.Net.Sockets;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>Counts the whole process's allocations, so nothing else may run beside it.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    [Fact]
    public async Task SteadyState_TenThousandFramesToFourViewers_AllocatesNothing()
    {
        using var rig = new RelayRig(mergeMilliseconds: 1);
        var sockets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SocketPair.ConnectAsync()));
        var publisher = rig.Publish();
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames));
        foreach (var pair in sockets) Assert.True(publisher.Stream.TryJoin(RawContainer.Kind, new SocketViewer(pair.Node, rig.FanOut.Limits)));
        var buffer = new byte[64 * 1024];
        // Until the pools have their size and the code is compiled.
        Feed(rig, publisher, sockets, buffer, 0, 40_000);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Feed(rig, publisher, sockets, buffer, 40_000, 50_000);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        // One object a frame would be 240,000 bytes. The test runner's threads may allocate a little.
        Assert.InRange(allocated, 0, 10_000);
        Assert.Equal(4, rig.FanOut.ViewerCount);
        foreach (var pair in sockets) pair.Dispose();
    }

    private static void Feed(RelayRig rig, StreamPublisher publisher, SocketPair[] sockets, byte[] buffer, uint from, uint to)
    {
        for (var i = from; i < to; i++)
        {
            RelayRig.Send(publisher, TestFrames.Recycled(rig.Frames, i * 20, isKey: i % 50 == 0));
            if (i % 10 != 0) continue;
            foreach (var pair in sockets)
                if (pair.Person.Available > 0) pair.Person.Receive(buffer, SocketFlags.None);
        }
    }
}
