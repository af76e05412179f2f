using System.Collections.Immutable;

namespace Rooms.Contracts.Registry;

/// <summary>All that the registry holds. <paramref name="Version"/> rises with every change.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RegistryImage")]
public sealed record RegistryImage(
    [property: Id(0)] long Version, [property: Id(1)] ImmutableArray<StoredApp> Apps, [property: Id(2)] ImmutableArray<ApiKey> Keys);
