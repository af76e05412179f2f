using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Users;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.V1;

/// <summary>A wait for events as a chain of shorter grain calls: no grain call outlives the actor runtime's own deadline.</summary>
internal sealed class LongPoll(GrainCalls grains, GatewayMetrics metrics, Drain drain, TimeProvider time)
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    /// <summary>Events of a room.</summary>
    public Task<Outcome<EventPage>> GetAsync(string key, long after, int limit, TimeSpan wait, CancellationToken cancellation) =>
        GetAsync(
            (slice, token) => grains.AskAsync<IRoomGrain, EventPage>(key, room => room.GetEventsAsync(after, limit, slice, token), token), after, wait, cancellation);

    /// <summary>Events of a user's inbox.</summary>
    public Task<Outcome<EventPage>> GetInboxAsync(string key, long after, int limit, TimeSpan wait, CancellationToken cancellation) =>
        GetAsync(
            (slice, token) => grains.AskAsync<IUserGrain, EventPage>(key, user => user.GetEventsAsync(after, limit, slice, token), token), after, wait, cancellation);

    private async Task<Outcome<EventPage>> GetAsync(
        Func<TimeSpan, CancellationToken, Task<Outcome<EventPage>>> ask, long after, TimeSpan wait, CancellationToken cancellation)
    {
        if (wait > TimeSpan.Zero && drain.IsBegun) return Refusal.Of<EventPage>(ErrorCodes.Draining, "this server is stopping: ask another, or without wait");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var draining = drain.Begun.UnsafeRegister(_ => leaving.CancelAfter(drain.NextDeparture()), null);
        try
        {
            return await WaitAsync(ask, wait, leaving.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Sent away, at its own moment: an answer like that of a wait that is over.
            return new EventPage([], after, 0);
        }
    }

    private async Task<Outcome<EventPage>> WaitAsync(
        Func<TimeSpan, CancellationToken, Task<Outcome<EventPage>>> ask, TimeSpan wait, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        metrics.PollStarted();
        try
        {
            while (true)
            {
                var left = wait - time.GetElapsedTime(start);
                var slice = left <= TimeSpan.Zero ? TimeSpan.Zero : left < LongestCall ? left : LongestCall;
                var asked = time.GetTimestamp();
                var outcome = await ask(slice, cancellation);
                if (!outcome.IsOk || !outcome.Value!.Events.IsEmpty || slice == left || left <= TimeSpan.Zero) return outcome;
                // Empty before its time: the room is closed, nothing will come. Asking on would be a busy loop.
                if (time.GetElapsedTime(asked) < slice / 2) return outcome;
            }
        }
        finally
        {
            metrics.PollEnded();
        }
    }
}
