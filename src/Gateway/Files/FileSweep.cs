using System.Runtime.ExceptionServices;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Files;

/// <summary>One pass over the rooms that have files: a room that answers no more (24 h after its close) keeps none. And what was never received whole.</summary>
internal sealed class FileSweep(FileStore store, StoredBytes stored, GrainCalls grains, TimeProvider time)
{
    /// <summary>Rooms asked for in a pass; the next one goes on behind them.</summary>
    public const int MaxRooms = 500;

    // Far longer than an upload may take.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(2);

    private string last = "";

    /// <summary>The rooms whose files were removed. Throws the first fault of the disk at the end: one room that cannot go holds up no other.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        RemoveAbandoned();
        if (!Directory.Exists(store.Paths.Root)) return 0;
        var removed = 0;
        ExceptionDispatchInfo? fault = null;
        foreach (var folder in NextRooms())
        {
            try
            {
                if (await TryRemoveAsync(folder, cancellation)) removed++;
            }
            catch (Exception first) when (first is IOException or UnauthorizedAccessException)
            {
                fault ??= ExceptionDispatchInfo.Capture(first);
            }
        }
        fault?.Throw();
        return removed;
    }

    // In the order of their names, from where the last pass ended; the end begins anew.
    private string[] NextRooms()
    {
        var rooms = Directory.EnumerateDirectories(store.Paths.Root)
            .Where(folder => folder != store.Paths.Incoming)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(folder => string.CompareOrdinal(folder, last) > 0)
            .Order(StringComparer.Ordinal)
            .Take(MaxRooms)
            .ToArray();
        last = rooms.Length == MaxRooms ? rooms[^1] : "";
        return rooms;
    }

    private async Task<bool> TryRemoveAsync(string folder, CancellationToken cancellation)
    {
        var (app, room) = (FilePaths.IdOf(Path.GetDirectoryName(folder)!), FilePaths.IdOf(folder));
        var view = await grains.AskAsync<IRoomGrain, RoomView>(Ids.Key(app, room), grain => grain.GetAsync(cancellation), cancellation);
        // Any other refusal says nothing about the room.
        if (view.Code != ErrorCodes.RoomNotFound) return false;
        Directory.Delete(folder, recursive: true);
        stored.Forget(app);
        return true;
    }

    private void RemoveAbandoned()
    {
        if (!Directory.Exists(store.Paths.Incoming)) return;
        var before = (time.GetUtcNow() - Abandoned).UtcDateTime;
        foreach (var file in new DirectoryInfo(store.Paths.Incoming).EnumerateFiles())
            if (file.LastWriteTimeUtc < before) file.Delete();
    }
}
