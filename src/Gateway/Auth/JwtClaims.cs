namespace Rooms.Gateway.Auth;

/// <summary>What a token says (rooms-v1 section 1). App null: an operator token. Times are unix seconds, RFC 7519 section 4.1.</summary>
internal sealed record JwtClaims(string? App, string? Sub, string[]? Roles, long? Exp, long? Nbf, long? Iat);
