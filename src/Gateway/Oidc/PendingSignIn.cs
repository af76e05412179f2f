namespace Rooms.Gateway.Oidc;

/// <summary>A sign-in under way, as its cookie holds it while the person is at the provider.</summary>
internal sealed record PendingSignIn(string State, string Nonce, string Verifier, string RedirectUri, string Return, long Expiry);
