namespace Rooms.Grains.Rooms;

/// <summary>Likes come by the thousand: those without a stamp gather while a commit is in flight, and become one entry.</summary>
public sealed partial class RoomGrain
{
    private long likesGathered;
    private Task<Outcome<long>>? gathering;
    private Task likesInFlight = Task.CompletedTask;

    public Task<Outcome<long>> LikeAsync(Caller caller, int count, IdempotencyStamp? stamp, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return Task.FromResult(Unavailable<long>());
        if (stamp is not null) return RunAsync(stamp, RoomJson.Default.Int64, change => RoomRules.Like(change, caller, count));
        if (RoomRules.RefuseLike(new RoomChange(commits.Pending, time.GetUtcNow()), caller, count) is not null)
            return RunAsync(null, RoomJson.Default.Int64, change => RoomRules.Like(change, caller, count));
        likesGathered += count;
        return gathering ??= GatherAsync();
    }

    // Everybody of a batch is answered the total after it.
    private async Task<Outcome<long>> GatherAsync()
    {
        await Task.Yield();
        await likesInFlight;
        var count = likesGathered;
        likesGathered = 0;
        gathering = null;
        var run = RunAsync(null, RoomJson.Default.Int64, change => RoomRules.LikeTogether(change, count));
        likesInFlight = run;
        return await run;
    }
}
