using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rooms.Benchmarks.Delivery;

namespace Rooms.EndToEnd.Tests.Delivery;

/// <summary>
/// Stands between listeners and the server, and plants one fault into what the server sends: into the first message of a room after so many have passed.
/// With none it passes everything on. Disposing ends all connections.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const int PassedBefore = 100;
    private const int BufferBytes = 64 * 1024;
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource stop = new();
    private readonly IPEndPoint server;
    private readonly PlantedFault fault;
    private readonly Task accepting;
    private int passed;
    private int planted;

    public FaultProxy(IPEndPoint server, PlantedFault fault)
    {
        this.server = server;
        this.fault = fault;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndPoint!;

    public bool HasPlanted => Volatile.Read(ref planted) > 0;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(PassAsync(await listener.AcceptAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        try
        {
            await far.ConnectAsync(server, ended.Token);
            await Task.WhenAny(CopyAsync(near, far, ended.Token), CopyFramesAsync(far, near, ended.Token)).Unwrap();
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has gone; the other hears of it by the end of the using.
        }
        await ended.CancelAsync();
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        for (int count; (count = await from.ReceiveAsync(buffer, cancellation)) > 0;) await SendAsync(to, buffer.AsMemory(0, count), cancellation);
    }

    private async Task CopyFramesAsync(Socket from, Socket to, CancellationToken cancellation)
    {
        var tamper = new Tamper(this);
        var rest = Array.Empty<byte>();
        var isUpgraded = false;
        var buffer = new byte[BufferBytes];
        for (int count; (count = await from.ReceiveAsync(buffer, cancellation)) > 0;)
        {
            byte[] bytes = [.. rest, .. buffer.AsSpan(0, count)];
            var output = new ArrayBufferWriter<byte>(bytes.Length + 256);
            var used = isUpgraded ? 0 : TakeHead(bytes, output);
            isUpgraded |= used > 0;
            if (isUpgraded) used += tamper.Take(bytes.AsSpan(used), output);
            rest = bytes[used..];
            await SendAsync(to, output.WrittenMemory, cancellation);
        }
    }

    private static int TakeHead(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
    {
        var end = bytes.IndexOf(EndOfHead);
        if (end < 0) return 0;
        output.Write(bytes[..(end + EndOfHead.Length)]);
        return end + EndOfHead.Length;
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, cancellation)..];
    }

    // The first message after the count; one for all connections.
    private bool IsTurn() => fault != PlantedFault.None && Interlocked.Increment(ref passed) > PassedBefore && Interlocked.Exchange(ref planted, 1) == 0;

    /// <summary>One direction of one connection. A message that is to change places is held until the next one of its room has passed.</summary>
    private sealed class Tamper(FaultProxy proxy)
    {
        private byte[]? held;

        public int Take(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
        {
            var used = 0;
            while (ServerFrame.TryRead(bytes[used..], out var frame, out var consumed) == OperationStatus.Done)
            {
                Pass(bytes.Slice(used, consumed), frame, output);
                used += consumed;
            }
            return used;
        }

        private void Pass(ReadOnlySpan<byte> whole, ServerFrame frame, ArrayBufferWriter<byte> output)
        {
            var isMessage = Notice.TryRead(frame.Payload, out var notice) && notice.Op.SequenceEqual("event"u8) && notice.Type.SequenceEqual("message"u8);
            if (isMessage && proxy.IsTurn()) Plant(whole, frame, notice, output);
            else output.Write(whole);
            if (!isMessage || held is null || whole.SequenceEqual(held)) return;
            output.Write(held);
            held = null;
        }

        private void Plant(ReadOnlySpan<byte> whole, ServerFrame frame, in Notice notice, ArrayBufferWriter<byte> output)
        {
            switch (proxy.fault)
            {
                case PlantedFault.Double:
                    output.Write(whole);
                    output.Write(whole);
                    break;
                case PlantedFault.Swap:
                    held = whole.ToArray();
                    break;
                case PlantedFault.Change:
                    var changed = Encoding.UTF8.GetString(frame.Payload).Replace("\"text\":\"s", "\"text\":\"S", StringComparison.Ordinal);
                    output.Write(ServerFrame.Write(ServerFrame.Text, Encoding.UTF8.GetBytes(changed)));
                    break;
                case PlantedFault.DeclareSkipped:
                    var skipped = $"{{\"op\":\"skipped\",\"room\":\"{Encoding.UTF8.GetString(notice.Room)}\",\"from\":{notice.Seq},\"to\":{notice.Seq}}}";
                    output.Write(ServerFrame.Write(ServerFrame.Text, Encoding.UTF8.GetBytes(skipped)));
                    break;
            }
        }
    }
}
