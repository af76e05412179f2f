using System.Collections.Immutable;
using Rooms.Contracts.Webhooks;

namespace Rooms.Silo.Sqlite;

/// <summary>Leases the lanes of an app that wait longest.</summary>
internal sealed class OutboxTakeUnit(string app, int lanes, DateTimeOffset now) : CommitUnit
{
    public override int Rows => lanes;

    public OutboxBatch Batch { get; private set; } = new([], 0);

    public override void Write(SqliteDatabase database)
    {
        var until = (now + OutboxBatch.Lease).ToUnixTimeMilliseconds();
        var taken = ImmutableArray.CreateBuilder<OutboxLane>();
        foreach (var lane in OutboxRows.DueLanes(database, app, now.ToUnixTimeMilliseconds(), lanes))
        {
            var events = OutboxRows.Waiting(database, app, lane);
            // Its last events were given up for too many.
            if (events.Count == 0)
            {
                OutboxRows.DeleteIfEmpty(database, app, lane);
                continue;
            }
            var lease = Random.Shared.NextInt64(1, long.MaxValue);
            OutboxRows.Lease(database, app, lane, lease, until);
            taken.Add(new OutboxLane(lane, lease, [.. events]));
        }
        Batch = new OutboxBatch(taken.ToImmutable(), OutboxRows.Count(database, app).Pending);
    }
}
