using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CreateRoomBody(
    [property: Description("live, double, multi or desk.")] string? Scene,
    string? Name,
    string? Info,
    [property: Description("Address of a picture.")] string? Cover,
    [property: Description("Left out: the server makes one.")] string? Id,
    [property: Description("Any JSON object.")] JsonElement? Custom) : IBody
{
    public string? Fault()
    {
        if (!RoomNames.TryParseScene(Scene, out _)) return $"scene: wanted one of {RoomNames.Scenes}";
        if (string.IsNullOrEmpty(Name)) return "name: missing";
        if (Id is not null && !Ids.IsValid(Id)) return Field.NoId("id");
        return RoomFields.Fault(Name, Info, Cover, Custom);
    }

    public CreateRoom ToCommand() =>
        new(RoomNames.ParseScene(Scene!), Name!, Info ?? "", Cover ?? "", RoomFields.Json(Custom) ?? "{}");
}
