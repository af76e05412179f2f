using System.Text.Json.Serialization;
using Rooms.Contracts.Registry;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Registry;

/// <summary>One change of the registry, which is its own audit entry: all are numbered.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(AppCreated), "app.created")]
[JsonDerivedType(typeof(AppRotated), "app.rotated")]
[JsonDerivedType(typeof(AppRevoked), "app.revoked")]
[JsonDerivedType(typeof(KeyCreated), "key.created")]
[JsonDerivedType(typeof(KeyRotated), "key.rotated")]
[JsonDerivedType(typeof(KeyRevoked), "key.revoked")]
internal abstract record RegistryEntry(string App) : IJournalEntry
{
    [JsonPropertyName("n")]
    public long? Number { get; init; }

    public DateTimeOffset At { get; init; }

    public string By { get; init; } = "";

    public StampRecord? Stamp { get; init; }

    /// <summary>As the audit calls it.</summary>
    [JsonIgnore]
    public abstract string Action { get; }

    [JsonIgnore]
    public virtual string? Key => null;
}

internal sealed record AppCreated(string App, string Secret) : RegistryEntry(App)
{
    public override string Action => "app.created";
}

internal sealed record AppRotated(string App, string Secret, DateTimeOffset PreviousUntil) : RegistryEntry(App)
{
    public override string Action => "app.rotated";
}

internal sealed record AppRevoked(string App) : RegistryEntry(App)
{
    public override string Action => "app.revoked";
}

internal sealed record KeyCreated(string App, NewApiKey Made) : RegistryEntry(App)
{
    public override string Action => "key.created";

    public override string? Key => Made.Id;
}

internal sealed record KeyRotated(string App, string KeyId, string Hash, DateTimeOffset PreviousUntil) : RegistryEntry(App)
{
    public override string Action => "key.rotated";

    public override string? Key => KeyId;
}

internal sealed record KeyRevoked(string App, string KeyId) : RegistryEntry(App)
{
    public override string Action => "key.revoked";

    public override string? Key => KeyId;
}
