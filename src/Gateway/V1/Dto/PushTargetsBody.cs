using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushTargetsBody(
    [property: Description("In their inboxes.")] string[]? Users,
    [property: Description("As a message of the room.")] string[]? Rooms)
{
    public string? Fault()
    {
        var count = (Users?.Length ?? 0) + (Rooms?.Length ?? 0);
        if (count is < 1 or > PushOrder.MaxTargets) return $"to: wanted 1 to {PushOrder.MaxTargets} users and rooms";
        if (Users?.All(Ids.IsValid) == false) return Field.NoId("to.users");
        return Rooms?.All(Ids.IsValid) == false ? Field.NoId("to.rooms") : null;
    }
}
