using Rooms.Contracts;

namespace Rooms.Gateway.Sessions;

/// <summary>
/// Somebody's stay in the console, as the cookie holds it. App null: an operator. <paramref name="Proof"/>: a fingerprint of the secret that opened it,
/// so that it ends with the secret; null where an identity provider vouched.
/// </summary>
internal sealed record ConsoleSession(string Id, string? App, string User, Roles Roles, long Expiry, string? Proof)
{
    public Caller ToCaller() => new(App ?? "", User, Roles);
}
