using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Sockets;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>Loops and feeds over real sockets of the loopback, with a source of the test's own.</summary>
internal sealed class PushHarness : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SemaphoreSlim connecting = new(1);
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);

    public PushHarness(PushOptions? options = null, TimeProvider? time = null, bool smallBuffers = false)
    {
        Options = options ?? new PushOptions { Loops = 2 };
        Pulse = (time as FakeTimeProvider)?.Armed ?? new Pulse();
        Source = new FakeFeedSource(Pulse);
        Observed = new RecordingObserver(Pulse);
        Metrics = new PushMetrics(services.GetRequiredService<IMeterFactory>());
        Table = new ConnectionTable(Metrics);
        var wrapped = Microsoft.Extensions.Options.Options.Create(Options);
        Loops = new PushLoops(wrapped, Buffers, Metrics, time ?? TimeProvider.System, Logs);
        Hub = new FeedHub(Source, [Observed], wrapped, Buffers, Metrics, time ?? TimeProvider.System, HubLogs);
        Source.Hint = feed => Hub.Hint(feed);
        if (smallBuffers) listener.SendBufferSize = 4096;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Loops.StartAsync(CancellationToken.None);
        Hub.StartAsync(CancellationToken.None);
    }

    /// <summary>For a class whose every test has one.</summary>
    public static PushHarness Start(PushOptions? options = null, TimeProvider? time = null) => new(options, time);

    public PushOptions Options { get; }

    public PushBuffers Buffers { get; } = new();

    public PushMetrics Metrics { get; }

    public ConnectionTable Table { get; }

    public PushLoops Loops { get; }

    /// <summary>Of its time if that is a fake one, else of its own: the source was asked, or events came.</summary>
    public Pulse Pulse { get; }

    public FakeFeedSource Source { get; }

    public FeedHub Hub { get; }

    public RecordingObserver Observed { get; }

    public ListLogger<PushLoop> Logs { get; } = new();

    public ListLogger<FeedHub> HubLogs { get; } = new();

    /// <summary>A client and the server's end of it, whose session the test made. <paramref name="receiveBytes"/>: what the client's kernel takes in.</summary>
    public async Task<PushClient> ConnectAsync(PushSurface surface, int? receiveBytes = null)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBytes is { } bytes) client.ReceiveBufferSize = bytes;
        using var accepted = await AcceptAsync(client);
        accepted.NoDelay = true;
        var handshake = new PushHandshake(IPAddress.Loopback);
        var connection = Open(SocketDescriptor.Detach(accepted), surface, handshake);
        return new PushClient(client, connection);
    }

    /// <summary>Runs on the connection's loop, and comes back with what it answers.</summary>
    public static async Task<T> OnLoopAsync<T>(PushConnection connection, Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Loop.Post(() =>
        {
            try
            {
                done.SetResult(call());
            }
            catch (Exception fault)
            {
                done.SetException(fault);
            }
        });
        return await done.Task.WaitAsync(Waits.Long);
    }

    public static Task OnLoopAsync(PushConnection connection, Action call) => OnLoopAsync(connection, () =>
    {
        call();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await Hub.StopAsync(CancellationToken.None);
        await Loops.StopAsync(CancellationToken.None);
        listener.Dispose();
        connecting.Dispose();
        await services.DisposeAsync();
    }

    // One after the other: who connects at once is accepted in no order.
    private async Task<Socket> AcceptAsync(Socket client)
    {
        await connecting.WaitAsync();
        try
        {
            await client.ConnectAsync(listener.LocalEndPoint!);
            return await listener.AcceptAsync();
        }
        finally
        {
            connecting.Release();
        }
    }

    private SocketConnection Open(int descriptor, PushSurface surface, PushHandshake handshake)
    {
        var connection = new SocketConnection(Loops.Choose(), descriptor, surface, surface.Create(handshake), handshake.Address, Table);
        connection.Loop.Post(() =>
        {
            connection.Open(handshake);
            connection.Watch();
        });
        return connection;
    }
}
