using System.Diagnostics;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class SocketInputTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Receive_BytesInPieces_GivesAllInOrder()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var input = rig.FanOut.Read(sockets.Node);
        var buffer = new byte[3];
        var text = "";

        foreach (var piece in new[] { "a", "bcdefgh", "ij" })
        {
            var receiving = ReceiveAsync(input, buffer);
            await sockets.Person.SendAsync(piece.Select(letter => (byte)letter).ToArray());
            text += Text(buffer, await receiving);
        }
        while (text.Length < "abcdefghij".Length) text += Text(buffer, await ReceiveAsync(input, buffer));

        Assert.Equal("abcdefghij", text);
        input.Leave();
    }

    [Fact]
    public async Task Receive_PeerSendsFasterThanItIsRead_LetsOthersHaveTheirTurn()
    {
        using var rig = new RelayRig();
        using var flood = await SocketPair.ConnectAsync();
        using var quiet = await SocketPair.ConnectAsync();
        using var stop = new CancellationTokenSource();
        await flood.Person.SendAsync(new byte[1]);
        var sending = Task.Run(() => SendForeverAsync(flood, stop.Token));
        var reading = Task.Run(() => ReadToEndAsync(rig.FanOut.Read(flood.Node)));
        var input = rig.FanOut.Read(quiet.Node);
        var buffer = new byte[1];

        for (var i = 0; i < 100; i++)
        {
            var receiving = ReceiveAsync(input, buffer);
            await quiet.Person.SendAsync(new[] { (byte)i });
            Assert.Equal(1, await receiving);
            Assert.Equal(i, buffer[0]);
        }

        await stop.CancelAsync();
        await sending;
        flood.Person.Dispose();
        Assert.True(await reading.WaitAsync(Deadline) > 0);
        input.Leave();
    }

    [Fact]
    public async Task Receive_Rests_TakesAllTogetherWhenTheRestEnds()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var input = rig.FanOut.Read(sockets.Node);
        var buffer = new byte[256 * 1024];
        await BeginAsync(sockets, input, buffer);

        var receiving = ReceiveAsync(input, buffer, Stopwatch.GetTimestamp() + Stopwatch.Frequency / 10);
        await sockets.Person.SendAsync("abc"u8.ToArray());

        Assert.Equal(3, await receiving);
        input.Leave();
    }

    [Fact]
    public async Task Receive_RestsAndMuchComes_DoesNotWaitForTheEnd()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var input = rig.FanOut.Read(sockets.Node);
        var buffer = new byte[256 * 1024];
        await BeginAsync(sockets, input, buffer);

        var receiving = ReceiveAsync(input, buffer, Stopwatch.GetTimestamp() + (long)Deadline.TotalSeconds * 2 * Stopwatch.Frequency);
        await sockets.Person.SendAsync("a"u8.ToArray());
        await sockets.Person.SendAsync(new byte[100_000]);

        // Not the one byte, and not all: the kernel ends a rest when its window is nearly full, too, which may be at 32 KB.
        Assert.InRange(await receiving, 16_384, 100_001);
        input.Leave();
    }

    [Fact]
    public async Task Receive_RestsAndThePeerCloses_DoesNotWaitForTheEnd()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var input = rig.FanOut.Read(sockets.Node);
        var buffer = new byte[8];
        await BeginAsync(sockets, input, buffer);

        var receiving = ReceiveAsync(input, buffer, Stopwatch.GetTimestamp() + (long)Deadline.TotalSeconds * 2 * Stopwatch.Frequency);
        await sockets.Person.SendAsync("bye"u8.ToArray());
        sockets.Person.Dispose();

        Assert.Equal(3, await receiving);
        Assert.Equal(0, await ReceiveAsync(input, buffer));
        input.Leave();
    }

    [Fact]
    public async Task Receive_PeerCloses_GivesWhatCameThenZero()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var input = rig.FanOut.Read(sockets.Node);
        await sockets.Person.SendAsync("x"u8.ToArray());
        sockets.Person.Dispose();
        var buffer = new byte[8];

        Assert.Equal(1, await ReceiveAsync(input, buffer));
        Assert.Equal(0, await ReceiveAsync(input, buffer));
        input.Leave();
    }

    [Fact]
    public async Task Leave_SomebodyWaits_EndsTheWaitAndEveryLaterOne()
    {
        using var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        var input = rig.FanOut.Read(sockets.Node);
        var buffer = new byte[8];
        var receiving = ReceiveAsync(input, buffer);

        input.Leave();

        Assert.Equal(0, await receiving);
        await sockets.Person.SendAsync("x"u8.ToArray());
        Assert.Equal(0, await ReceiveAsync(input, buffer));
    }

    [Fact]
    public async Task Receive_TheLoopHasEnded_GivesZero()
    {
        var rig = new RelayRig();
        using var sockets = await SocketPair.ConnectAsync();
        using var late = await SocketPair.ConnectAsync();
        var receiving = ReceiveAsync(rig.FanOut.Read(sockets.Node), new byte[8]);

        rig.Dispose();

        Assert.Equal(0, await receiving);
        Assert.Equal(0, await ReceiveAsync(rig.FanOut.Read(late.Node), new byte[8]));
    }

    // Only a socket that the loop watches can rest.
    private static async Task BeginAsync(SocketPair sockets, SocketInput input, byte[] buffer)
    {
        var receiving = ReceiveAsync(input, buffer);
        await sockets.Person.SendAsync("x"u8.ToArray());
        Assert.Equal(1, await receiving);
    }

    // The test goes on elsewhere: it may end the loop, which must not wait for itself.
    private static async Task<int> ReceiveAsync(SocketInput input, byte[] buffer, long restsUntil = 0)
    {
        var count = await input.ReceiveAsync(buffer, restsUntil).AsTask().WaitAsync(Deadline);
        await Task.Yield();
        return count;
    }

    private static string Text(byte[] buffer, int count) => string.Concat(buffer.Take(count).Select(letter => (char)letter));

    private static async Task SendForeverAsync(SocketPair sockets, CancellationToken cancellation)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            while (true) await sockets.Person.SendAsync(bytes, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }

    private static async Task<long> ReadToEndAsync(SocketInput input)
    {
        var buffer = new byte[4096];
        var all = 0L;
        while (await input.ReceiveAsync(buffer) is var count and > 0) all += count;
        input.Leave();
        await Task.Yield();
        return all;
    }
}
