using System.Threading.Channels;

namespace Rooms.Gateway.Control;

/// <summary>A bounded queue of work with a fixed number of workers; one worker keeps the order. Every piece of work has a deadline.</summary>
internal sealed class WorkQueue(int workers, int capacity, TimeSpan deadline, Action<Exception> failed)
{
    private readonly Channel<Func<CancellationToken, Task>> queue = Channel.CreateBounded<Func<CancellationToken, Task>>(capacity);

    /// <summary>False: full.</summary>
    public bool TryPost(Func<CancellationToken, Task> work) => queue.Writer.TryWrite(work);

    /// <summary>Waits for a place.</summary>
    public ValueTask PostAsync(Func<CancellationToken, Task> work, CancellationToken cancellation) => queue.Writer.WriteAsync(work, cancellation);

    /// <summary>No more work comes; what is queued is still done.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>Ends after <see cref="Complete"/> when the queue is empty, or when it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancellation), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (await NextAsync(cancellation) is { } work)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(deadline);
            try
            {
                await work(limit.Token);
            }
            catch (Exception e)
            {
                // The top of a piece of work: the next one is another stream's.
                if (!cancellation.IsCancellationRequested) failed(e);
            }
        }
    }

    private async Task<Func<CancellationToken, Task>?> NextAsync(CancellationToken cancellation)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancellation))
                if (queue.Reader.TryRead(out var work)) return work;
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
