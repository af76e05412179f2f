using System.ComponentModel;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Sessions;

internal sealed record SignedInDto(
    string User,
    [property: Description("Absent: an operator.")] string? App,
    string[] Roles,
    [property: Description("Sent back in the header Csrf-Token with every command.")] string Csrf,
    DateTimeOffset ExpiresAt)
{
    public static SignedInDto From(ConsoleSession session, string csrf) =>
        new(session.User, session.App, RoleNames.ToNames(session.Roles), csrf, DateTimeOffset.FromUnixTimeSeconds(session.Expiry));
}
