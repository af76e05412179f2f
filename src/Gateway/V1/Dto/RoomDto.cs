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
    [property: Description("Number of the newest event: where a reader who wants only news starts.")] long Seq,
    [property: Description("The largest audience there was.")] int Peak,
    [property: Description("Milliseconds that events may be gathered before they are sent.")] int Tick,
    [property: Description("Seconds between two messages of one user; 0: off.")] int SlowModeSeconds,
    [property: Description("Events a second; absent: the server's `Rooms:MessagesPerSecond`.")] int? Budget,
    [property: Description("Only anchors and moderators write.")] bool Muted,
    [property: Description("refuse or mask.")] string WordsMode)
{
    public static RoomDto From(RoomView room) => new(
        room.Id, RoomNames.Of(room.Scene), room.Name, room.Info, room.Cover, room.Creator, RoomNames.Of(room.Status), room.CreatedAt, room.Audience,
        room.Counters, new RawJson(room.Custom), [.. room.Members.Select(MemberDto.From)], [.. room.Streams.Select(RoomStreamDto.From)], room.Seq,
        room.Peak, room.Settings.TickMilliseconds, room.Settings.SlowModeSeconds, room.Settings.MessagesPerSecond, room.Settings.IsMuted,
        RoomNames.Of(room.Settings.WordsMode));
}
