using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.V1;

/// <summary>A wait for events as a chain of shorter grain calls: no grain call outlives the actor runtime's own deadline.</summary>
internal sealed class LongPoll(GrainCalls grains, GatewayMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    public async Task<Outcome<EventPage>> GetAsync(string key, long after, int limit, TimeSpan wait, CancellationToken cancellation)
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
                var outcome = await grains.AskAsync<IRoomGrain, EventPage>(
                    key, room => room.GetEventsAsync(after, limit, slice, cancellation), cancellation);
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
