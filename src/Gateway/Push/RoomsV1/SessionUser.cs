using Rooms.Contracts;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// Who a session speaks for. <paramref name="Token"/>: what proved it, to be looked at again when apps, secrets or keys change; null: a console session's
/// cookie did. <paramref name="ExpiresAt"/> null: the token does not end by itself.
/// </summary>
internal sealed record SessionUser(Caller Caller, string? Token, DateTimeOffset? ExpiresAt);
