using System.Collections.Immutable;
using System.ComponentModel;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record RoomFiguresDto(
    [property: Description("Figures count from here: the room's last activation.")] DateTimeOffset Since,
    [property: Description("Events a second that the room tells before joins merge and chat is refused.")] int Budget,
    [property: Description("What is left of it now; below 0 after much that always passes.")] int Left,
    [property: Description("Joins and leaves that were told merged.")] long MergedMoves,
    [property: Description("Refused commands by code: room_busy, slow_mode, muted, banned, words_refused.")] ImmutableSortedDictionary<string, long> Refused,
    [property: Description("Gateway processes that carry the room.")] int Gateways,
    [property: Description("Long polls that wait.")] int Polls)
{
    public static RoomFiguresDto From(RoomFigures figures) => new(
        figures.Since, figures.MessagesPerSecond, figures.Left, figures.MergedMoves, figures.Refused, figures.Gateways, figures.Polls);
}
