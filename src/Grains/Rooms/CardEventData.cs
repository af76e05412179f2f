using System.Text.Json;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>The data of room.cards: the whole list where it changed, the pinned one, and the stream's time when somebody knew it.</summary>
internal static class CardEventData
{
    public static void Write(Utf8JsonWriter json, CardsSet set)
    {
        if (set.Cards is { } cards)
        {
            json.WriteStartArray("cards");
            foreach (var card in cards) Write(json, card);
            json.WriteEndArray();
        }
        json.WriteString("pinned", set.Pinned);
        if (set.MediaTime is { } time) json.WriteNumber("mediaTime", time);
    }

    private static void Write(Utf8JsonWriter json, ProductCard card)
    {
        json.WriteStartObject();
        json.WriteString("id", card.Id);
        json.WriteString("title", card.Title);
        if (card.Image is not null) json.WriteString("image", card.Image);
        if (card.Url is not null) json.WriteString("url", card.Url);
        if (card.Price is not null) json.WriteString("price", card.Price);
        if (card.EndsAt is { } end) json.WriteString("endsAt", EventTimes.Of(end));
        if (card.Data is not null)
        {
            json.WritePropertyName("data");
            json.WriteRawValue(card.Data);
        }
        json.WriteEndObject();
    }
}
