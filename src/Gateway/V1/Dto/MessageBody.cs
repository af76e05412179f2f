using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record MessageBody(
    [property: Description("Default: text.")] string? Type,
    string? Text,
    [property: Description("Any JSON.")] JsonElement? Data) : IBody
{
    private const int MaxType = 64;
    private const int MaxText = 4000;

    public string? Fault()
    {
        if (Type is "") return "type: must not be empty";
        if (Text is null && RoomFields.Json(Data) is null) return "text: a message needs text or data";
        return Field.TooLong("type", Type, MaxType) ?? Field.TooLong("text", Text, MaxText);
    }

    public SendMessage ToCommand() => new(Type ?? "text", Text, RoomFields.Json(Data));
}
