namespace Rooms.Contracts.Registry;

/// <summary>
/// One secret as it is stored: of an app sealed, because checking an HMAC needs the secret itself; of a key its SHA-256. Null
/// <paramref name="ValidUntil"/>: until it is replaced.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.Credential")]
public sealed record Credential([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset MadeAt, [property: Id(2)] DateTimeOffset? ValidUntil);
