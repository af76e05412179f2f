using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record GiftBody(
    string? Gift,
    [property: Description("1 to 1000000, default 1.")] int? Count,
    [property: Description("One order counts once; a repeat is answered with the first number.")] string? OrderId,
    [property: Description("Who gets it.")] string? To,
    [property: Description("Who gave it; default: the caller.")] string? From) : IBody
{
    private const int MaxGift = 64;
    private const int MaxOrderId = 128;

    public string? Fault()
    {
        if (string.IsNullOrEmpty(Gift)) return "gift: missing";
        if (To is not null && !Ids.IsValid(To)) return Field.NoId("to");
        if (From is not null && !Ids.IsValid(From)) return Field.NoId("from");
        if (OrderId is "") return "orderId: must not be empty";
        return Field.TooLong("gift", Gift, MaxGift) ?? Field.TooLong("orderId", OrderId, MaxOrderId) ?? Field.OutOfRange("count", Count, 1, 1_000_000);
    }

    public SendGift ToCommand(bool isVouched) => new(Gift!, Count ?? 1, OrderId, To, From, isVouched);
}
