using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>Small grain states as JSON rows with an ETag. What grows belongs into a journal.</summary>
internal sealed class SqliteGrainStorage(SqliteStorage storage) : IGrainStorage
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = grainId.ToString();
        var row = await ReadAsync(stateName, grain);
        if (row is not { } found)
        {
            Empty(grainState);
            return;
        }
        if (found.Version > StateUnit.Version)
            throw new JournalVersionException(
                $"state {stateName} of {grain} was written in form {found.Version}; this program reads up to form {StateUnit.Version}. Run the newer program.");
        grainState.State = JsonSerializer.Deserialize<T>(found.Payload, Form);
        grainState.ETag = found.ETag.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = NumberOf(grainState.ETag);
        await CommitAsync(new StateUnit(stateName, grainId.ToString(), etag, JsonSerializer.SerializeToUtf8Bytes(grainState.State, Form)), grainId, etag);
        grainState.ETag = (etag + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = NumberOf(grainState.ETag);
        await CommitAsync(new StateUnit(stateName, grainId.ToString(), etag, null), grainId, etag);
        Empty(grainState);
    }

    private async Task<(long ETag, int Version, byte[] Payload)?> ReadAsync(string stateName, string grain)
    {
        try
        {
            return await storage.Readers.ReadAsync(database => Find(database, stateName, grain), CancellationToken.None);
        }
        catch (JournalUnavailableException fault)
        {
            // The grain was not made, so its call was not executed: callers may try again.
            throw new SiloUnavailableException($"the state of {grain} cannot be read now: {fault.Message}", fault);
        }
    }

    private async Task CommitAsync(StateUnit unit, GrainId grain, long etag)
    {
        await storage.Committer.CommitAsync(unit);
        if (!unit.IsWritten) throw new InconsistentStateException($"the state of {grain} is no longer the one with ETag {etag}");
    }

    private static (long ETag, int Version, byte[] Payload)? Find(SqliteDatabase database, string name, string grain)
    {
        var select = database.Statement("SELECT etag, version, payload FROM grain_states WHERE name = ? AND grain = ?").Bind(0, name).Bind(1, grain);
        (long, int, byte[])? found = null;
        while (select.Read()) found = (select.Long(0), (int)select.Long(1), select.Bytes(2));
        return found;
    }

    private static long NumberOf(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}
