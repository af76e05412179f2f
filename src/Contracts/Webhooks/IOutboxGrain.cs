using System.Collections.Immutable;

namespace Rooms.Contracts.Webhooks;

/// <summary>
/// The events that one app (grain key) is still to be told by webhook. They were written in the transactions of the events themselves; gateways take
/// them under a lease, post them and report. A lane (a room, a user) is with one gateway at a time and keeps its order.
/// </summary>
[Alias("rooms.IOutboxGrain")]
public interface IOutboxGrain : IGrainWithStringKey
{
    /// <summary>
    /// Leases up to <paramref name="lanes"/> lanes that are due, those that wait longest first; waits up to <paramref name="wait"/> (at most 10 s) when there
    /// are none. Whoever takes reports within <see cref="OutboxBatch.Lease"/>, or the lanes are given out again.
    /// </summary>
    [Alias("Take"), AlwaysInterleave]
    Task<Outcome<OutboxBatch>> TakeAsync(int lanes, TimeSpan wait, CancellationToken cancellation = default);

    /// <summary>What became of taken lanes. One whose lease has run out changes nothing: another has it. Refusals: node_unavailable.</summary>
    [Alias("Report"), AlwaysInterleave]
    Task<Outcome<Done>> ReportAsync(ImmutableArray<OutboxReport> reports, CancellationToken cancellation = default);

    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<Outcome<OutboxFigures>> GetAsync(CancellationToken cancellation = default);

    /// <summary>Events that were given up, newest first, with ids below <paramref name="before"/> (0: from the newest).</summary>
    [Alias("ListDead"), ReadOnly, AlwaysInterleave]
    Task<Outcome<ImmutableArray<DeadEvent>>> ListDeadAsync(long before, int limit, CancellationToken cancellation = default);

    /// <summary>Posts given up events once more: this one, or all when <paramref name="id"/> is null. Answers how many. Refusals: event_not_found.</summary>
    [Alias("Replay"), AlwaysInterleave]
    Task<Outcome<long>> ReplayAsync(long? id, CancellationToken cancellation = default);

    /// <summary>
    /// Erases what a user wrote, and was written while away, from events that wait and that were given up; they stay, in their order. For the user's
    /// deletion. What a gateway has taken by now is posted as it was. Refusals: node_unavailable.
    /// </summary>
    [Alias("Erase"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<Outcome<Done>> EraseAsync(string user, CancellationToken cancellation = default);

    /// <summary>Forgets given up events: this one, or all when <paramref name="id"/> is null. Answers how many. Refusals: event_not_found.</summary>
    [Alias("Drop"), AlwaysInterleave]
    Task<Outcome<long>> DropAsync(long? id, CancellationToken cancellation = default);
}
