using System.Collections.Immutable;
using Rooms.Contracts;
using Rooms.Contracts.Registry;

namespace Rooms.Gateway.Tests.Support;

/// <summary>A registry in which nothing was made, and nothing can be.</summary>
internal sealed class EmptyRegistry : IAppRegistryGrain
{
    public Task<RegistryImage?> GetAsync(long version, CancellationToken cancellation = default) =>
        Task.FromResult(version < 0 ? new RegistryImage(0, [], []) : null);

    public Task<Outcome<StoredApp>> CreateAppAsync(Caller caller, string app, string sealedSecret, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Outcome<StoredApp>> RotateAppAsync(
        Caller caller, string app, string sealedSecret, TimeSpan grace, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Outcome<Done>> RevokeAppAsync(Caller caller, string app, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<Outcome<ApiKey>> CreateKeyAsync(Caller caller, NewApiKey key, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Outcome<ApiKey>> RotateKeyAsync(
        Caller caller, string keyId, string hash, TimeSpan grace, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Outcome<Done>> RevokeKeyAsync(Caller caller, string keyId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<Outcome<ImmutableArray<AuditEntry>>> GetAuditAsync(long before, int limit, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
