using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record RoomStreamDto(string StreamId, string Name, string User, string Status)
{
    public static RoomStreamDto From(RoomStreamView stream) => new(stream.StreamId, stream.Name, stream.User, RoomNames.Of(stream.Status));
}
