using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Rooms.MediaRelay.Frames;

/// <summary>The loops, and which of them gets a new viewer or reads a new connection.</summary>
internal sealed class FanOut : IDisposable
{
    private readonly FanOutLoop[] loops;
    private uint inputs;

    public FanOut(IOptions<FanOutOptions> options, ILogger<FanOutLoop> logger)
    {
        Limits = options.Value;
        var count = Limits.Threads > 0 ? Limits.Threads : Environment.ProcessorCount;
        loops = [.. Enumerable.Range(1, count).Select(number => new FanOutLoop(Limits, logger, number))];
        foreach (var loop in loops) loop.Start();
    }

    public FanOutOptions Limits { get; }

    public int LoopCount => loops.Length;

    public long BytesSent => loops.Sum(loop => loop.Traffic.Bytes);

    public long Sends => loops.Sum(loop => loop.Traffic.Writes);

    public int ViewerCount => loops.Sum(loop => loop.ViewerCount);

    /// <summary>Gives the viewer to the loop with the fewest.</summary>
    public void Join(Viewer viewer, ContainerTrack track)
    {
        var least = loops[0];
        foreach (var loop in loops)
            if (!loop.HasEnded && (least.HasEnded || loop.ViewerCount < least.ViewerCount)) least = loop;
        least.PostJoin(viewer, track);
    }

    /// <summary>Has a loop read the socket, each its turn.</summary>
    public SocketInput Read(Socket socket) => new(socket, loops[Interlocked.Increment(ref inputs) % (uint)loops.Length]);

    /// <summary>Sends away one in <paramref name="oneIn"/> of each loop's viewers; 1: all.</summary>
    public void Dismiss(int oneIn, string reason)
    {
        foreach (var loop in loops) loop.PostDismiss(oneIn, reason);
    }

    public void Dispose()
    {
        foreach (var loop in loops) loop.Dispose();
    }
}
