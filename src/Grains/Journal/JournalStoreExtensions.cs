namespace Rooms.Grains.Journal;

public static class JournalStoreExtensions
{
    /// <summary>Opens a grain's journal for one activation; see <see cref="IJournalStore.OpenAsync"/>.</summary>
    public static async Task<Journal<TEntry, TSnapshot>> OpenAsync<TEntry, TSnapshot>(
        this IJournalStore store, string grain, JournalFormat<TEntry, TSnapshot> format, TimeProvider time, CancellationToken cancellation)
        where TEntry : IJournalEntry
        where TSnapshot : class
    {
        var image = await store.OpenAsync(grain, cancellation);
        // A journal that was purged and begins anew must not meet the epochs of its former life: the clock only rises.
        return new Journal<TEntry, TSnapshot>(store, grain, format, image, time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
