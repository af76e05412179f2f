using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ConnectionDto(
    string Id,
    string User,
    string Protocol,
    DateTimeOffset Since,
    string Address,
    string[] Rooms,
    string[] Labels,
    [property: Description("Bytes that wait for the client.")] long Queue,
    [property: Description("Events that were left out because it is slow.")] long Dropped,
    [property: Description("The last number that the client acknowledged, by room; null: it acknowledges nothing.")] Dictionary<string, long>? Acknowledged = null);
