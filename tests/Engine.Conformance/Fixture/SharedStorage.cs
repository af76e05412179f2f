using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Rooms.Engine.Conformance.Fixture;

/// <summary>A storage that outlives the host and that a test may write behind a grain's back.</summary>
public sealed class SharedStorage : IGrainStorage
{
    public const string Name = "shared";
    private readonly ConcurrentDictionary<string, (string ETag, string Json)> rows = new();
    private int lastTag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = rows.TryGetValue(Key(stateName, grainId), out var row);
        grainState.ETag = row.ETag;
        grainState.State = row.Json is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(row.Json)!;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(stateName, grainId, grainState.ETag);
        grainState.ETag = Put(Key(stateName, grainId), JsonSerializer.Serialize(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(stateName, grainId, grainState.ETag);
        rows.TryRemove(Key(stateName, grainId), out _);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    /// <summary>What another process would do.</summary>
    public void Overwrite<T>(string stateName, GrainId grainId, T state) => Put(Key(stateName, grainId), JsonSerializer.Serialize(state));

    private static string Key(string stateName, GrainId grainId) => $"{stateName}/{grainId}";

    private string Put(string key, string json)
    {
        var tag = Interlocked.Increment(ref lastTag).ToString(CultureInfo.InvariantCulture);
        rows[key] = (tag, json);
        return tag;
    }

    private void Check(string stateName, GrainId grainId, string? tag)
    {
        var stored = rows.GetValueOrDefault(Key(stateName, grainId)).ETag;
        if (stored != tag) throw new InconsistentStateException("Written by another.", stored, tag);
    }
}
