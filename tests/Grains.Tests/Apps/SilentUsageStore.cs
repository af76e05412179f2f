using Rooms.Contracts.Apps;
using Rooms.Grains.Apps;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Tests.Apps;

/// <summary>Its first write is made, but ends as if it had not been: what a disk does that fails after the commit.</summary>
internal sealed class SilentUsageStore(IUsageStore store) : IUsageStore
{
    private int writes;

    public Task<IReadOnlyList<SeenCounters>> ReadSeenAsync(string app, CancellationToken cancellation) => store.ReadSeenAsync(app, cancellation);

    public Task<IReadOnlyList<UsageAmount>> ReadAsync(string app, UsageQuery query, CancellationToken cancellation) => store.ReadAsync(app, query, cancellation);

    public Task<long> ReadBytesAsync(string app, int day, CancellationToken cancellation) => store.ReadBytesAsync(app, day, cancellation);

    public async Task WriteAsync(UsageWrite write)
    {
        await store.WriteAsync(write);
        if (Interlocked.Increment(ref writes) == 1) throw new JournalUnavailableException("made, but not known");
    }
}
