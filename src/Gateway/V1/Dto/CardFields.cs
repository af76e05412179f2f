using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

/// <summary>One card of <see cref="CardsBody"/>.</summary>
internal sealed record CardFields(
    string? Id,
    string? Title,
    [property: Description("Address of a picture.")] string? Image,
    string? Url,
    [property: Description("As it is shown.")] string? Price,
    [property: Description("A countdown's end, by the server's clock.")] DateTimeOffset? EndsAt,
    [property: Description("Any JSON of at most 1 kB.")] JsonElement? Data)
{
    public ProductCard ToCard() => new(Id ?? "", Title ?? "", Image, Url, Price, EndsAt, RoomFields.Json(Data));
}
