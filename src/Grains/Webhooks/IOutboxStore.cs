using System.Collections.Immutable;
using Rooms.Contracts.Webhooks;

namespace Rooms.Grains.Webhooks;

/// <summary>The outbox on disk. Entries come in with the journals' appends; everything else is here. Throws <see cref="Journal.JournalException"/>.</summary>
public interface IOutboxStore
{
    /// <summary>Done when something of the app was written after this call.</summary>
    Task NextChange(string app);

    Task<TakenLanes> TakeAsync(string app, int lanes, DateTimeOffset now);

    Task ReportAsync(string app, ImmutableArray<OutboxReport> reports, DateTimeOffset now);

    Task<OutboxFigures> GetAsync(string app, CancellationToken cancellation);

    Task<ImmutableArray<DeadEvent>> ReadDeadAsync(string app, long before, int limit, CancellationToken cancellation);

    /// <summary>Null: all. Answers how many.</summary>
    Task<long> ReplayAsync(string app, long? id, DateTimeOffset now);

    /// <summary>Texts of and for a user in what waits and what was given up.</summary>
    Task EraseAsync(string app, string user);

    /// <summary>Null: all. Answers how many.</summary>
    Task<long> DropAsync(string app, long? id);
}
