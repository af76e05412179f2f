using Rooms.Contracts.Apps;
using Rooms.Grains.Apps;

namespace Rooms.Grains.Tests.Apps;

/// <summary>Its reads of usage begin, and end when the test says so.</summary>
internal sealed class SlowUsageStore
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => begun.Task;

    public void Release() => released.TrySetResult();

    public IUsageStore Around(IUsageStore store) => new Store(this, store);

    private sealed class Store(SlowUsageStore owner, IUsageStore store) : IUsageStore
    {
        public Task<IReadOnlyList<SeenCounters>> ReadSeenAsync(string app, CancellationToken cancellation) => store.ReadSeenAsync(app, cancellation);

        public async Task<IReadOnlyList<UsageAmount>> ReadAsync(string app, UsageQuery query, CancellationToken cancellation)
        {
            owner.begun.TrySetResult();
            await owner.released.Task;
            return await store.ReadAsync(app, query, cancellation);
        }

        public Task<long> ReadBytesAsync(string app, int day, CancellationToken cancellation) => store.ReadBytesAsync(app, day, cancellation);

        public Task WriteAsync(UsageWrite write) => store.WriteAsync(write);
    }
}
