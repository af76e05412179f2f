using System.Collections.Concurrent;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>Many who watch one HTTP-FLV address and throw the bytes away. Each notes when its response ended, and whether it ended whole.</summary>
internal sealed class FlvAudience : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentBag<DateTimeOffset> ends = [];
    private readonly List<Task> watching = [];
    private long bytes;
    private int broken;

    /// <summary>When each viewer's response ended, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Ends => [.. ends.Order()];

    /// <summary>Responses that broke off instead of ending.</summary>
    public int Broken => broken;

    public long Bytes => Interlocked.Read(ref bytes);

    public Task Ended => Task.WhenAll(watching);

    /// <summary>Done once all of them have had their first bytes.</summary>
    public async Task JoinAsync(Uri address, int count, CancellationToken cancellation)
    {
        var first = Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        foreach (var begun in first) watching.Add(WatchAsync(address, begun));
        await Task.WhenAll(first.Select(begun => begun.Task)).WaitAsync(cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task WatchAsync(Uri address, TaskCompletionSource begun)
    {
        try
        {
            await using var body = await http.GetStreamAsync(address);
            var buffer = new byte[64 * 1024];
            while (await body.ReadAsync(buffer) is var read and > 0)
            {
                begun.TrySetResult();
                Interlocked.Add(ref bytes, read);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            begun.TrySetException(gone);
            Interlocked.Increment(ref broken);
        }
        ends.Add(DateTimeOffset.UtcNow);
    }
}
