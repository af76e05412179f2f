using System.ComponentModel;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CardsBody(
    [property: Description("All cards in their order; at most 50.")] CardFields?[]? Cards,
    [property: Description("The id of the card that is shown large.")] string? Pinned,
    [property: Description("Where the stream stands, in milliseconds; default: where its own clock says that it is.")] long? MediaTime) : IBody
{
    public string? Fault()
    {
        if (Cards is null) return "cards: missing";
        return Cards.Any(card => card is null) ? "cards: wanted objects" : null;
    }

    public SetCards ToCommand() => new([.. Cards!.Select(card => card!.ToCard())], Pinned, MediaTime);
}
