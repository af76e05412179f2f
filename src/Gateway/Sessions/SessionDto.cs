using System.ComponentModel;

namespace Rooms.Gateway.Sessions;

internal sealed record SessionDto(
    [property: Description("How one may sign in; the identity provider's name, where there is one.")] string? Provider,
    [property: Description("Absent: nobody is signed in.")] SignedInDto? Session);
