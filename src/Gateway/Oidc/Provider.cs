namespace Rooms.Gateway.Oidc;

/// <summary>What is needed of a provider's discovery document (OpenID Connect Discovery 1.0 section 3).</summary>
internal sealed record Provider(string? Issuer, string? AuthorizationEndpoint, string? TokenEndpoint, string? JwksUri);
