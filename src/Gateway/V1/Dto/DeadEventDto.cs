using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Webhooks;

namespace Rooms.Gateway.V1.Dto;

internal sealed record DeadEventDto(
    [property: Description("For replay and delete.")] long Id,
    [property: Description("What the receiver knows it by.")] string EventId,
    string Type,
    DateTimeOffset At,
    DateTimeOffset DiedAt,
    int Attempts,
    [property: Description("Of the last attempt.")] string Error,
    [property: Description("What was posted.")] JsonElement Body)
{
    public static DeadEventDto From(DeadEvent dead) =>
        new(dead.Id, dead.EventId, dead.Type, dead.At, dead.DiedAt, dead.Attempts, dead.Error, JsonElement.Parse(dead.Body));
}
