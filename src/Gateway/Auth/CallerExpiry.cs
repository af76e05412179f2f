namespace Rooms.Gateway.Auth;

/// <summary>In a request's features beside its caller: when what proved them ends; null: not by itself.</summary>
internal sealed record CallerExpiry(DateTimeOffset? At);
