using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushStatsDto(
    [property: Description("The server's time, for rates: every sum counts from the process' start.")] DateTimeOffset At,
    long Connections,
    [property: Description("Connections by protocol.")] IReadOnlyDictionary<string, long> Protocols,
    [property: Description("Rooms and inboxes that somebody here follows.")] int Feeds,
    [property: Description("Events that were laid before a connection.")] long Deliveries,
    [property: Description("Writes to sockets.")] long Sends,
    long SentBytes,
    [property: Description("Events left out for slow connections, by delivery class; only latest-wins is ever left out, and counted.")] IReadOnlyDictionary<string, long> Dropped,
    [property: Description("Connections that ended, by reason.")] IReadOnlyDictionary<string, long> Closed,
    [property: Description("Bytes that wait for connections, now.")] long QueuedBytes,
    PushLoopDto[] Loops,
    [property: Description("Connections with the most bytes waiting, and those that events were left out for; at most 20.")] PushSlowDto[] Slow,
    [property: Description("Feeds with the most subscribers; at most 20.")] PushFeedDto[] Top);
