using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

/// <summary>What is left out stays as it is.</summary>
internal sealed record UpdateRoomBody(
    string? Name,
    string? Info,
    string? Cover,
    [property: Description("Replaces the whole object.")] JsonElement? Custom) : IBody
{
    public string? Fault() => Name is "" ? "name: must not be empty" : RoomFields.Fault(Name, Info, Cover, Custom);

    public UpdateRoom ToCommand() => new(Name, Info, Cover, RoomFields.Json(Custom));
}
