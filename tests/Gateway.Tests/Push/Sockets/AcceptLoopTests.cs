using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Sockets;

public class AcceptLoopTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ObjectDisposedException))]
    public async Task Take_Throws_ClosesThatConnectionIsLoggedAndGoesOn(Type fault)
    {
        using var listening = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen(8);
        var logs = new ListLogger<AcceptLoop>();
        var taken = new ConcurrentQueue<Socket>();
        var faults = new Queue<Exception>([fault == typeof(ObjectDisposedException) ? new ObjectDisposedException("x") : new InvalidOperationException()]);
        var running = new AcceptLoop(listening, Take, logs).RunAsync();

        using var first = await ConnectAsync(listening);
        Assert.Equal(0, await first.ReceiveAsync(new byte[1]).WaitAsync(Waits.Long));
        using var second = await ConnectAsync(listening);
        await second.SendAsync(new byte[1]);
        Assert.Equal(1, await second.ReceiveAsync(new byte[1]).WaitAsync(Waits.Long));
        listening.Dispose();
        await running.WaitAsync(Waits.Long);

        Assert.Equal(LogLevel.Error, Assert.Single(logs.Lines).Level);
        foreach (var socket in taken) socket.Dispose();

        void Take(Socket accepted)
        {
            if (faults.TryDequeue(out var thrown)) throw thrown;
            taken.Enqueue(accepted);
            accepted.Send(new byte[1]);
        }
    }

    private static async Task<Socket> ConnectAsync(Socket listening)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listening.LocalEndPoint!);
        return socket;
    }
}
