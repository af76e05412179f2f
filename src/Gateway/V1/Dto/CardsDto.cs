using System.ComponentModel;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CardsDto(
    CardDto[] Cards,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Pinned,
    [property: Description("Where the stream stood when they were set, in milliseconds; absent when none was live.")] long? MediaTime,
    [property: Description("When they were set, by the server's clock.")] DateTimeOffset? At)
{
    public static CardsDto From(CardList cards) => new([.. cards.Cards.Select(CardDto.From)], cards.Pinned, cards.MediaTime, cards.At);
}
