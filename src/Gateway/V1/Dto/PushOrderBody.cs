using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Pushes;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushOrderBody(
    PushTargetsBody? To,
    [property: Description("Default: text.")] string? Type,
    string? Text,
    [property: Description("Any JSON.")] JsonElement? Data,
    [property: Description("When to send it, at most 30 days ahead; default: now.")] DateTimeOffset? At,
    [property: Description("Not sent after this.")] DateTimeOffset? Expires) : IBody
{
    public string? Fault()
    {
        if (To is null) return "to: missing";
        return To.Fault() ?? new MessageBody(Type, Text, Data).Fault();
    }

    public PushOrder ToOrder(DateTimeOffset now) => new(
        PushTargetsBody.Distinct(To!.Users), PushTargetsBody.Distinct(To.Rooms), Type ?? "text", Text, RoomFields.Json(Data),
        At?.ToUniversalTime() ?? now, Expires?.ToUniversalTime(), To.ToLive());
}
