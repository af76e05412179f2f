using System.ComponentModel;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record HistoryDto(
    HistoryItemDto[] Messages,
    [property: Description("The next page's `before`; null at the end of what is kept."), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next)
{
    public static HistoryDto From(HistoryPage page) => new([.. page.Items.Select(HistoryItemDto.From)], page.Next);
}
