using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record KickBody(string? User, string? Reason) : IBody
{
    private const int MaxReason = 200;

    public string? Fault() => Ids.IsValid(User) ? Field.TooLong("reason", Reason, MaxReason) : Field.NoId("user");

    public KickUser ToCommand() => new(User!, Reason ?? "");
}
