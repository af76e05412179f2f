namespace Rooms.Gateway.Oidc;

/// <summary>What is needed of a token endpoint's answer (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3).</summary>
internal sealed record TokenAnswer(string? IdToken);
