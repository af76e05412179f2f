using System.Net.Sockets;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>Counts the whole process's allocations, so nothing else may run beside it.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    private const uint Rounds = 20;
    private const uint FramesPerRound = 10_000;

    [Fact]
    public async Task SteadyState_TenThousandFramesToFourViewers_AllocatesNothing()
    {
        using var rig = new RelayRig(mergeMilliseconds: 1);
        var sockets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SocketPair.ConnectAsync()));
        var publisher = rig.Publish();
        RelayRig.Send(publisher, TestFrames.VideoConfiguration(rig.Frames));
        foreach (var pair in sockets) Assert.True(publisher.Stream.TryJoin(RawContainer.Kind, pair.CreateViewer(rig.FanOut.Limits)));
        var buffer = new byte[64 * 1024];

        var least = long.MaxValue;
        for (var from = 0u; from < Rounds * FramesPerRound; from += FramesPerRound)
            least = Math.Min(least, Measure(() => Feed(rig, publisher, sockets, buffer, from)));

        // What every frame allocates, every round would show: one object each are 240,000 bytes. The test runner's threads do not allocate
        // in all.
        Assert.InRange(least, 0, 1000);
        Assert.Equal(4, rig.FanOut.ViewerCount);
        foreach (var pair in sockets) pair.Dispose();
    }

    private static long Measure(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static void Feed(RelayRig rig, StreamPublisher publisher, SocketPair[] sockets, byte[] buffer, uint from)
    {
        for (var i = from; i < from + FramesPerRound; i++)
        {
            RelayRig.Send(publisher, TestFrames.Recycled(rig.Frames, i * 20, isKey: i % 50 == 0));
            if (i % 10 != 0) continue;
            foreach (var pair in sockets)
                if (pair.Person.Available > 0) pair.Person.Receive(buffer, SocketFlags.None);
        }
    }
}
