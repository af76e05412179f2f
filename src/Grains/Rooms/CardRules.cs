using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Product cards: pure functions. Setting what is set already tells nothing.</summary>
internal static class CardRules
{
    public static Outcome<CardList> Set(RoomChange change, Caller caller, SetCards command)
    {
        if (RoomRules.RefuseIfClosed<CardList>(change) is { } closed) return closed;
        if (!RightsRules.IsAlwaysHeard(change.State, caller))
            return Refusal.Of<CardList>(ErrorCodes.Forbidden, "cards are set by the room's creator, anchors, moderators, admin and backend");
        if (FaultIn(command) is { } fault) return Refusal.Of<CardList>(ErrorCodes.BodyInvalid, fault);
        var shown = change.State.Cards;
        var isSameList = command.Cards.SequenceEqual(shown.Cards);
        if (isSameList && command.Pinned == shown.Pinned) return shown;
        // A new pin alone is told without the list, which everybody has.
        change.Tell(new CardsSet(isSameList ? null : command.Cards, command.Pinned, command.MediaTime) { User = caller.User });
        return change.State.Cards;
    }

    public static CardList Apply(CardList shown, CardsSet set) => new(set.Cards ?? shown.Cards, set.Pinned, set.MediaTime, set.At);

    private static string? FaultIn(SetCards command)
    {
        if (command.Cards.Length > RoomLimits.Cards) return $"cards: at most {RoomLimits.Cards}";
        if (command.MediaTime < 0) return "mediaTime: 0 or more";
        for (var i = 0; i < command.Cards.Length; i++)
            if (FaultIn(command.Cards[i]) is { } fault) return $"cards[{i}].{fault}";
        var ids = command.Cards.Select(card => card.Id).ToImmutableHashSet(StringComparer.Ordinal);
        if (ids.Count < command.Cards.Length) return "cards: each id once";
        return command.Pinned is null || ids.Contains(command.Pinned) ? null : "pinned: the id of one of the cards";
    }

    private static string? FaultIn(ProductCard card)
    {
        if (!Ids.IsValid(card.Id)) return "id: 1-64 characters of A-Z a-z 0-9 _ . ~ -";
        if (string.IsNullOrWhiteSpace(card.Title) || card.Title.Length > RoomLimits.Name) return $"title: 1-{RoomLimits.Name} characters";
        if (card.Image?.Length > RoomLimits.Cover) return $"image: at most {RoomLimits.Cover} characters";
        if (card.Url?.Length > RoomLimits.Cover) return $"url: at most {RoomLimits.Cover} characters";
        if (card.Price?.Length > RoomLimits.Price) return $"price: at most {RoomLimits.Price} characters";
        return card.Data is null || JsonText.IsAny(card.Data, RoomLimits.CardDataBytes) ? null : $"data: JSON of at most {RoomLimits.CardDataBytes} bytes";
    }
}
