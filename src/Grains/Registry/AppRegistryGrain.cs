using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Registry;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Registry;

/// <summary>
/// The turns of the registry: decide, append, apply, answer, one command at a time; changes are rare. Its journal is the audit. An append that fails
/// ends the activation: the next one reads what is true.
/// </summary>
[KeepAlive]
public sealed partial class AppRegistryGrain(IJournalStore store, TimeProvider time, ILogger<AppRegistryGrain> logger) : Grain, IAppRegistryGrain
{
    private const int SnapshotTail = 200;
    private const int LargestPage = 200;

    private Journal<RegistryEntry, RegistryState> journal = null!;
    private RegistryState state = RegistryState.None;
    private bool isFailed;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            journal = await store.OpenAsync(RegistryFormat.JournalName, RegistryFormat.Current, time, cancellationToken);
        }
        catch (Exception fault) when (fault is JournalUnavailableException or JournalConflictException)
        {
            // Nothing was executed: callers may try again.
            throw new SiloUnavailableException($"the registry cannot be opened now: {fault.Message}", fault);
        }
        state = journal.Replay((snapshot, entries) => entries.Aggregate(snapshot ?? RegistryState.None, (state, entry) => state.Apply(entry)));
    }

    public Task<RegistryImage?> GetAsync(long version, CancellationToken cancellation = default) =>
        Task.FromResult(version == state.Seq ? null : new RegistryImage(state.Seq, state.Apps, state.Keys));

    public Task<Outcome<StoredApp>> CreateAppAsync(Caller caller, string app, string sealedSecret, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        RunAsync(caller, stamp, RegistryRules.CreateApp(state, caller, app, sealedSecret), after => after.FindApp(app)!, RegistryJson.Default.StoredApp);

    public Task<Outcome<StoredApp>> RotateAppAsync(
        Caller caller, string app, string sealedSecret, TimeSpan grace, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        RunAsync(
            caller, stamp, RegistryRules.RotateApp(state, caller, app, sealedSecret, time.GetUtcNow() + grace), after => after.FindApp(app)!, RegistryJson.Default.StoredApp);

    public Task<Outcome<Done>> RevokeAppAsync(Caller caller, string app, CancellationToken cancellation = default) =>
        RunAsync(caller, RegistryRules.RevokeApp(state, caller, app));

    public Task<Outcome<ApiKey>> CreateKeyAsync(Caller caller, NewApiKey key, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        RunAsync(caller, stamp, RegistryRules.CreateKey(state, caller, key), after => after.FindKey(key.Id)!, RegistryJson.Default.ApiKey);

    public Task<Outcome<ApiKey>> RotateKeyAsync(
        Caller caller, string keyId, string hash, TimeSpan grace, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        RunAsync(
            caller, stamp, RegistryRules.RotateKey(state, caller, keyId, hash, time.GetUtcNow() + grace), after => after.FindKey(keyId)!, RegistryJson.Default.ApiKey);

    public Task<Outcome<Done>> RevokeKeyAsync(Caller caller, string keyId, CancellationToken cancellation = default) =>
        RunAsync(caller, RegistryRules.RevokeKey(state, caller, keyId));

    public async Task<Outcome<ImmutableArray<AuditEntry>>> GetAuditAsync(long before, int limit, CancellationToken cancellation = default)
    {
        var end = before <= 0 ? state.Seq + 1 : Math.Min(before, state.Seq + 1);
        var count = (int)Math.Min(Math.Clamp(limit, 1, LargestPage), end - 1);
        if (count <= 0) return ImmutableArray<AuditEntry>.Empty;
        try
        {
            // Every entry is numbered, without a gap.
            var entries = await journal.ReadAsync(end - 1 - count, count, cancellation);
            return entries.Where(entry => entry.Number < end).Reverse().Select(ToAudit).ToImmutableArray();
        }
        catch (JournalUnavailableException fault)
        {
            return Unavailable<ImmutableArray<AuditEntry>>(fault);
        }
    }

    private async Task<Outcome<T>> RunAsync<T>(
        Caller caller, IdempotencyStamp? stamp, Decision decision, Func<RegistryState, T> answer, JsonTypeInfo<T> form)
    {
        var now = time.GetUtcNow();
        if (stamp is not null && state.Stamps.Find(stamp.Key, now) is { } known)
            return known.BodyHash == stamp.BodyHash
                ? JsonSerializer.Deserialize(known.Answer, form)!
                : Refusal.Of<T>(ErrorCodes.IdempotencyKeyReused, "this Idempotency-Key came with another body");
        if (decision.Entry is not { } decided) return Refusal.Of<T>(decision.Code!, decision.Detail!);
        var entry = decided with { Number = state.Seq + 1, At = now, By = NameOf(caller) };
        var made = answer(state.Apply(entry));
        if (stamp is not null) entry = entry with { Stamp = new StampRecord(stamp.Key, stamp.BodyHash, JsonSerializer.Serialize(made, form), now) };
        return await CommitAsync(entry) is { } fault ? Unavailable<T>(fault) : made;
    }

    private async Task<Outcome<Done>> RunAsync(Caller caller, Decision decision)
    {
        if (decision.Entry is not { } decided) return Refusal.Of<Done>(decision.Code!, decision.Detail!);
        var entry = decided with { Number = state.Seq + 1, At = time.GetUtcNow(), By = NameOf(caller) };
        return await CommitAsync(entry) is { } fault ? Unavailable<Done>(fault) : Done.Value;
    }

    /// <summary>Null: it is on disk, and true.</summary>
    private async Task<JournalException?> CommitAsync(RegistryEntry entry)
    {
        if (isFailed) return new JournalUnavailableException("the registry is being read again");
        var after = state.Apply(entry);
        try
        {
            var snapshot = journal.TailLength >= SnapshotTail ? after : null;
            await journal.AppendAsync([entry], new JournalAttachments(), snapshot, Math.Max(1, after.Seq - RegistryFormat.AuditKept + 1));
        }
        catch (JournalException fault)
        {
            isFailed = true;
            AppendFailed(fault.Message);
            DeactivateOnIdle();
            return fault;
        }
        state = after;
        Changed(entry.Action, entry.By, entry.App, entry.Key);
        return null;
    }

    private static AuditEntry ToAudit(RegistryEntry entry) => new(entry.Number ?? 0, entry.At, entry.By, entry.Action, entry.App, entry.Key);

    private static string NameOf(Caller caller) => caller.App.Length == 0 ? caller.User : Ids.Key(caller.App, caller.User);

    private static Outcome<T> Unavailable<T>(JournalException fault) =>
        Refusal.Of<T>(ErrorCodes.NodeUnavailable, $"the registry cannot be written now, try again: {fault.Message}");
}
