using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Rooms.EndToEnd.Tests.Usage;

/// <summary>Plays an HTTP-FLV address by a bare socket and notes every byte of the body, framing and all, and when it came: the other side's count.</summary>
internal sealed class RawViewer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly TcpClient client = new();
    private readonly List<(long At, long Total)> arrivals = [];
    private readonly TaskCompletionSource headRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task reading = Task.CompletedTask;
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] tail = [];

    /// <summary>Bytes of the body so far, without the chunk that ends it.</summary>
    public long Total => TotalAt(Stopwatch.GetTimestamp()) - (tail.AsSpan().EndsWith("0\r\n\r\n"u8) ? 5 : 0);

    public static async Task<RawViewer> OpenAsync(string url)
    {
        var viewer = new RawViewer();
        var address = new Uri(url);
        await viewer.client.ConnectAsync(address.Host, address.Port);
        await viewer.client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
        viewer.reading = viewer.ReadAsync();
        await viewer.headRead.Task.WaitAsync(Deadline);
        return viewer;
    }

    /// <summary>What had come by a time of <see cref="Stopwatch"/>.</summary>
    public long TotalAt(long time)
    {
        lock (arrivals) return arrivals.LastOrDefault(arrival => arrival.At <= time).Total;
    }

    public async Task ReceivedAsync(long bytes)
    {
        while (TotalAt(Stopwatch.GetTimestamp()) < bytes)
        {
            Task more;
            lock (arrivals) more = (arrived = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            await more.WaitAsync(Deadline);
        }
    }

    /// <summary>The server has closed, and everything that it sent has been read.</summary>
    public Task EndAsync() => reading.WaitAsync(Deadline);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await reading;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var (head, total) = (new StringBuilder(), 0L);
        try
        {
            for (int count; (count = await client.GetStream().ReadAsync(buffer)) > 0;)
            {
                var body = headRead.Task.IsCompleted ? count : BodyBytes(head, buffer.AsSpan(0, count));
                total += body;
                tail = [.. tail, .. buffer.AsSpan(count - Math.Min(body, 5), Math.Min(body, 5))];
                if (tail.Length > 5) tail = tail[^5..];
                lock (arrivals)
                {
                    arrivals.Add((Stopwatch.GetTimestamp(), total));
                    arrived.TrySetResult();
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Killed, or disposed of: what was read counts.
        }
    }

    // How many of these bytes come after the head.
    private int BodyBytes(StringBuilder head, ReadOnlySpan<byte> bytes)
    {
        var before = head.Length;
        var end = head.Append(Encoding.Latin1.GetString(bytes)).ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return 0;
        headRead.TrySetResult();
        return bytes.Length - (end + 4 - before);
    }
}
