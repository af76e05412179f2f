using System.Collections.Immutable;

namespace Rooms.Contracts.Registry;

/// <summary>
/// The apps and API keys that people made while the server runs (grain key <see cref="Key"/>), beside the apps of the configuration. Every change is
/// a numbered audit entry. Operators change all of it, an admin what belongs to the admin's app; anything of another app is not found.
/// </summary>
[Alias("rooms.IAppRegistryGrain")]
public interface IAppRegistryGrain : IGrainWithStringKey
{
    public const string Key = "registry";

    /// <summary>Null: nothing has changed since <paramref name="version"/>.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<RegistryImage?> GetAsync(long version, CancellationToken cancellation = default);

    /// <summary>Refusals: forbidden, app_exists, registry_full.</summary>
    [Alias("CreateApp")]
    Task<Outcome<StoredApp>> CreateAppAsync(Caller caller, string app, string sealedSecret, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>The secret before stays valid for <paramref name="grace"/>. Refusals: app_not_found.</summary>
    [Alias("RotateApp")]
    Task<Outcome<StoredApp>> RotateAppAsync(
        Caller caller, string app, string sealedSecret, TimeSpan grace, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>Its keys go with it. Refusals: forbidden, app_not_found.</summary>
    [Alias("RevokeApp")]
    Task<Outcome<Done>> RevokeAppAsync(Caller caller, string app, CancellationToken cancellation = default);

    /// <summary>Refusals: forbidden, registry_full.</summary>
    [Alias("CreateKey")]
    Task<Outcome<ApiKey>> CreateKeyAsync(Caller caller, NewApiKey key, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>The secret before stays valid for <paramref name="grace"/>. Refusals: key_not_found, idempotency_key_reused.</summary>
    [Alias("RotateKey")]
    Task<Outcome<ApiKey>> RotateKeyAsync(
        Caller caller, string keyId, string hash, TimeSpan grace, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>Refusals: key_not_found.</summary>
    [Alias("RevokeKey")]
    Task<Outcome<Done>> RevokeKeyAsync(Caller caller, string keyId, CancellationToken cancellation = default);

    /// <summary>Entries with a number below <paramref name="before"/> (0: the newest), newest first.</summary>
    [Alias("GetAudit"), ReadOnly, AlwaysInterleave]
    Task<Outcome<ImmutableArray<AuditEntry>>> GetAuditAsync(long before, int limit, CancellationToken cancellation = default);
}
