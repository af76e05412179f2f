using System.Collections.Immutable;
using Rooms.Contracts.Registry;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Registry;

/// <summary>The registry as its journal tells it. Immutable.</summary>
internal sealed record RegistryState
{
    public static readonly RegistryState None = new();

    /// <summary>The number of the last change.</summary>
    public long Seq { get; init; }

    public ImmutableArray<StoredApp> Apps { get; init; } = [];

    public ImmutableArray<ApiKey> Keys { get; init; } = [];

    /// <summary>Answers by idempotency stamp.</summary>
    public Recent<StampRecord> Stamps { get; init; } = new([]);

    public StoredApp? FindApp(string name) => Apps.FirstOrDefault(app => app.Name == name);

    public ApiKey? FindKey(string id) => Keys.FirstOrDefault(key => key.Id == id);

    public RegistryState Apply(RegistryEntry entry)
    {
        var next = entry switch
        {
            AppCreated made => this with { Apps = Apps.Add(new StoredApp(made.App, made.At, new Credential(made.Secret, made.At, null), null)) },
            AppRotated rotated => Replace(FindApp(rotated.App), app => app with
            {
                Current = new Credential(rotated.Secret, rotated.At, null),
                Previous = app.Current with { ValidUntil = rotated.PreviousUntil },
            }),
            AppRevoked revoked => this with { Apps = Apps.RemoveAll(app => app.Name == revoked.App), Keys = Keys.RemoveAll(key => key.App == revoked.App) },
            KeyCreated made => this with { Keys = Keys.Add(ToKey(made.Made, made.At)) },
            KeyRotated rotated => Replace(FindKey(rotated.KeyId), key => key with
            {
                Current = new Credential(rotated.Hash, rotated.At, null),
                Previous = key.Current with { ValidUntil = rotated.PreviousUntil },
            }),
            KeyRevoked revoked => this with { Keys = Keys.RemoveAll(key => key.Id == revoked.KeyId) },
            _ => throw new NotSupportedException($"registry entry {entry.GetType().Name}"),
        };
        return next with { Seq = entry.Number ?? Seq, Stamps = entry.Stamp is { } stamp ? Stamps.Add(stamp) : Stamps };
    }

    private RegistryState Replace(StoredApp? before, Func<StoredApp, StoredApp> change) =>
        before is null ? this : this with { Apps = Apps.Replace(before, change(before)) };

    private RegistryState Replace(ApiKey? before, Func<ApiKey, ApiKey> change) =>
        before is null ? this : this with { Keys = Keys.Replace(before, change(before)) };

    private static ApiKey ToKey(NewApiKey made, DateTimeOffset at) =>
        new(made.Id, made.App, made.Name, made.Roles, at, made.ExpiresAt, new Credential(made.Hash, at, null), null);
}
