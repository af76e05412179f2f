using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record EventDto(long Seq, string Type, DateTimeOffset At, string? User, RawJson Data)
{
    public static EventDto From(RoomEventView view) => new(view.Seq, view.Type, view.At, view.User, new RawJson(view.Data));
}
