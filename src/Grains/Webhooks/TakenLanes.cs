using Rooms.Contracts.Webhooks;

namespace Rooms.Grains.Webhooks;

/// <summary><paramref name="NextDue"/>: when the next lane becomes due, if there is one; asked only where nothing was due.</summary>
public sealed record TakenLanes(OutboxBatch Batch, DateTimeOffset? NextDue);
