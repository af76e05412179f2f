using Rooms.Contracts;

namespace Rooms.Gateway.Auth;

/// <summary>Who a token speaks for and until when, or why it is not believed. <paramref name="ExpiresAt"/> null: it does not end by itself.</summary>
internal sealed record TokenVerdict(Caller? Caller, string Reason, DateTimeOffset? ExpiresAt = null)
{
    public static TokenVerdict Valid(Caller caller, DateTimeOffset? expiresAt) => new(caller, "", expiresAt);

    public static TokenVerdict Invalid(string reason) => new(null, reason);
}
