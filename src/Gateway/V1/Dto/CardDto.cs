using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CardDto(string Id, string Title, string? Image, string? Url, string? Price, DateTimeOffset? EndsAt, RawJson? Data)
{
    public static CardDto From(ProductCard card) =>
        new(card.Id, card.Title, card.Image, card.Url, card.Price, card.EndsAt, card.Data is null ? null : new RawJson(card.Data));
}
