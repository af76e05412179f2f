using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record DemoSessionDto(
    string Token,
    string App,
    string User,
    string[] Roles,
    DateTimeOffset ExpiresAt,
    [property: Description("For the nodes page; absent without Admin:Secret.")] string? OperatorToken);
