using System.Collections.Immutable;
using System.ComponentModel;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record RoomDto(
    string Id,
    string Scene,
    string Name,
    string Info,
    string Cover,
    string Creator,
    [property: Description("created, open (after the first member or publish) or closed.")] string Status,
    DateTimeOffset CreatedAt,
    int Audience,
    ImmutableSortedDictionary<string, long> Counters,
    RawJson Custom,
    [property: Description("At most 200, anchors first.")] MemberDto[] Members,
    RoomStreamDto[] Streams,
    [property: Description("Number of the newest event: where a reader who wants only news starts.")] long Seq)
{
    public static RoomDto From(RoomView room) => new(
        room.Id, RoomNames.Of(room.Scene), room.Name, room.Info, room.Cover, room.Creator, RoomNames.Of(room.Status), room.CreatedAt, room.Audience,
        room.Counters, new RawJson(room.Custom), [.. room.Members.Select(MemberDto.From)], [.. room.Streams.Select(RoomStreamDto.From)], room.Seq);
}
