namespace Rooms.Contracts.Pushes;

/// <summary>
/// Pushes of one app (grain key) that are to go out later. What was answered is stored; when it is due each target gets it once, whatever is killed: the
/// push's id is the stamp of every delivery. The Orleans build keeps reminders in memory: after a restart of all its silos a push goes out once somebody
/// asks for the app's schedule.
/// </summary>
[Alias("rooms.IPushScheduleGrain")]
public interface IPushScheduleGrain : IGrainWithStringKey
{
    /// <summary>Refusals: forbidden, body_invalid, push_schedule_full, idempotency_key_reused.</summary>
    [Alias("Schedule")]
    Task<Outcome<PushView>> ScheduleAsync(Caller caller, PushOrder order, IdempotencyStamp? stamp, CancellationToken cancellation = default);

    /// <summary>One that waits, or one of the last that are over. Refusals: push_not_found.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<Outcome<PushView>> GetAsync(string id, CancellationToken cancellation = default);

    /// <summary>Refusals: push_not_found for one that is going out, or is over.</summary>
    [Alias("Cancel")]
    Task<Outcome<Done>> CancelAsync(Caller caller, string id, CancellationToken cancellation = default);
}
