using System.Text.Json;

namespace Rooms.Gateway.Auth;

/// <summary>RFC 7515 section 4. <paramref name="Crit"/> names extensions that must be understood; we understand none.</summary>
internal sealed record JwtHeader(string? Alg, string? Kid, string? Typ, JsonElement? Crit);
