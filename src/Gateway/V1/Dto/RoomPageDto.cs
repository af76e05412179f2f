using System.ComponentModel;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record RoomPageDto(
    RoomDto[] Rooms,
    [property: Description("The next page's cursor; null at the end."), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next)
{
    public static RoomPageDto From(RoomPage page) => new([.. page.Rooms.Select(RoomDto.From)], page.Next);
}
