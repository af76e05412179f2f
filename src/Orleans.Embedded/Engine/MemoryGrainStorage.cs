using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>
/// States for as long as the process lives, with ETags as a database has them. Copies in and out: what a grain changes later is not
/// stored.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), Row> rows = new();
    private long lastTag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = rows.GetValueOrDefault((stateName, grainId));
        grainState.State = row is null ? Activator.CreateInstance<T>() : (T)MessageCopier.Copy(row.State)!;
        grainState.ETag = row?.ETag;
        grainState.RecordExists = row is not null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = new Row(Interlocked.Increment(ref lastTag).ToString(CultureInfo.InvariantCulture), MessageCopier.Copy(grainState.State));
        var old = rows.GetValueOrDefault((stateName, grainId));
        var isWritten = old?.ETag == grainState.ETag
            && (old is null ? rows.TryAdd((stateName, grainId), row) : rows.TryUpdate((stateName, grainId), row, old));
        if (!isWritten) throw Conflict(grainId, old, grainState.ETag);
        grainState.ETag = row.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var old = rows.GetValueOrDefault((stateName, grainId));
        var isCleared = old?.ETag == grainState.ETag && (old is null || rows.TryRemove(new((stateName, grainId), old)));
        if (!isCleared) throw Conflict(grainId, old, grainState.ETag);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static InconsistentStateException Conflict(GrainId id, Row? stored, string? given) =>
        new($"The state of {id} was written by another: stored ETag {stored?.ETag ?? "none"}, given {given ?? "none"}.", stored?.ETag,
            given);

    private sealed record Row(string ETag, object? State);
}
