using Rooms.Contracts;

namespace Rooms.Gateway.Files;

/// <summary>Takes files away, each with its small picture: one of them, or all that a user sent (docs/privacy.md).</summary>
internal sealed class FileRemoval(FileStore store, StoredBytes stored) : IDisposable
{
    // One user at a time: each reads every note of the app.
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task RemoveAsync(FilePlace place, FileNote note, CancellationToken cancellation)
    {
        Remove(place, note);
        if (await store.FindAsync(place.Thumbnail, cancellation) is { } small) Remove(place.Thumbnail, small);
    }

    /// <summary>What was kept when this began is gone when it answers. Refusals: node_unavailable (the disk).</summary>
    public async Task<Outcome<Done>> RemoveOfAsync(string app, string user, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            foreach (var place in store.PlacesOf(app))
                if (await store.FindAsync(place, cancellation) is { } note && note.User == user) Remove(place, note);
            return Done.Value;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of<Done>(ErrorCodes.NodeUnavailable, "the user's files cannot be removed now: the disk is read-only or broken");
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private void Remove(FilePlace place, FileNote note)
    {
        if (store.Remove(place)) stored.Removed(place.App, note.Size);
    }
}
