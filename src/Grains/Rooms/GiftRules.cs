using Rooms.Contracts.Rooms;
using Rooms.Grains.Words;

namespace Rooms.Grains.Rooms;

/// <summary>Gifts: each order counts once, and quick ones are joined into combos. Pure functions.</summary>
internal static class GiftRules
{
    public static Outcome<long> Gift(RoomChange change, Caller caller, SendGift command, MessageWords? words = null)
    {
        if (RoomRules.RefuseIfClosed<long>(change) is { } closed) return closed;
        if (FaultIn(command) is { } fault) return Refusal.Of<long>(ErrorCodes.BodyInvalid, fault);
        // What the backend reports was paid for: it counts, whoever gave it.
        if (!caller.Has(Roles.Backend | Roles.Admin) && RefuseGiver(change, caller, command, words) is { } refused) return refused;
        if (command.OrderId is { } order && change.State.Orders.Find(order, change.Now) is { } counted) return counted.Seq;
        var giver = command.From ?? caller.User;
        var combo = change.State.Combos.Next(giver, command.Gift, command.To, command.Count, change.State.Seq + 1, change.Now);
        return change.Tell(new GiftSent(command.Gift, command.Count, command.OrderId, command.To, giver, combo) { User = giver });
    }

    // An app that lets its users report gifts has the gateway vouch for them (Apps:NAME:UserGifts): who may not speak must not do so by a gift's name.
    private static Outcome<long>? RefuseGiver(RoomChange change, Caller caller, SendGift command, MessageWords? words)
    {
        if (!command.IsVouched || (command.From ?? caller.User) != caller.User) return Refusal.Of<long>(ErrorCodes.Forbidden, "gifts are reported by backend and admin");
        if (RightsRules.RefuseSilenced<long>(change, caller) is { } silenced) return silenced;
        if (!IsName(command.Gift) || (command.OrderId is { } order && !IsName(order)))
            return Refusal.Of<long>(ErrorCodes.BodyInvalid, "gift, orderId: characters of A-Z a-z 0-9 _ . ~ -");
        return words?.Finds(change.State, caller, command.Gift, command.OrderId) is true ? Refusal.Of<long>(ErrorCodes.WordsRefused, WordRules.Unwanted) : null;
    }

    private static bool IsName(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '~' or '-');

    private static string? FaultIn(SendGift command)
    {
        if (string.IsNullOrWhiteSpace(command.Gift) || command.Gift.Length > RoomLimits.Gift) return $"gift: 1-{RoomLimits.Gift} characters";
        if (command.Count is < 1 or > RoomLimits.GiftCount) return $"count: 1-{RoomLimits.GiftCount}";
        if (command.OrderId is { Length: 0 or > RoomLimits.OrderId }) return $"orderId: 1-{RoomLimits.OrderId} characters";
        if (command.To is not null && !Ids.IsValid(command.To)) return "to: a user id";
        return command.From is null || Ids.IsValid(command.From) ? null : "from: a user id";
    }
}
