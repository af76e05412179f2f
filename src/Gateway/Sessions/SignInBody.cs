using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Sessions;

internal sealed record SignInBody(
    [property: Description("Left out: as an operator, with the admin secret.")] string? App, string? Secret, string? User) : IBody
{
    public string? Fault() => string.IsNullOrEmpty(Secret) ? "secret: missing" : Ids.IsValid(User) ? null : Field.NoId("user");
}
