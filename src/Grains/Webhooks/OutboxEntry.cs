namespace Rooms.Grains.Webhooks;

/// <summary>
/// One event to be posted to an app's backend, written with the entries that it tells of. <paramref name="Lane"/> keeps its order;
/// <paramref name="EventId"/> is the receivers' means against doubles: the same fact has the same id, whatever is repeated. <paramref name="Body"/>: JSON.
/// </summary>
public sealed record OutboxEntry(string App, string Lane, string EventId, string Type, DateTimeOffset At, byte[] Body);
