using System.ComponentModel;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record HistoryItemDto(
    long Seq,
    [property: Description("The message's own type; gift for a gift, whose data is that of its event.")] string Type,
    DateTimeOffset At,
    string? User,
    string? Text,
    RawJson? Data,
    [property: Description("true: its text and data were erased; else absent.")] bool? Recalled)
{
    public static HistoryItemDto From(HistoryItem item) =>
        new(item.Seq, item.Type, item.At, item.User, item.Text, item.Data is null ? null : new RawJson(item.Data), item.IsRecalled ? true : null);
}
