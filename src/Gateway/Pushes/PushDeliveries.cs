using System.Collections.Concurrent;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Pushes;

/// <summary>Sends a push to its users and rooms now, some targets beside each other.</summary>
internal sealed class PushDeliveries(GrainCalls grains)
{
    // A thousand targets share commits: more beside each other would only wait in the committer's queue.
    private const int AtOnce = 32;

    /// <summary>The refusals; every other target has it. A stamp makes a repeat harmless at every target by itself.</summary>
    public async Task<IReadOnlyCollection<PushFailure>> SendAsync(Caller caller, string id, PushOrder order, IdempotencyStamp? stamp, CancellationToken cancellation)
    {
        var failed = new ConcurrentQueue<PushFailure>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(PushTargets.Of(order), parallel, async (target, stop) =>
        {
            var outcome = await SendAsync(caller, id, order, target, stamp, stop);
            if (!outcome.IsOk) failed.Enqueue(new PushFailure(target, outcome.Code!, outcome.Detail ?? ""));
        });
        return failed;
    }

    private Task<Outcome<long>> SendAsync(Caller caller, string pushId, PushOrder order, string target, IdempotencyStamp? stamp, CancellationToken cancellation) =>
        PushTargets.IsUser(target, out var id)
            ? grains.AskAsync<IUserGrain, long>(Ids.Key(caller.App, id), user => user.PushAsync(caller, order.ToInbox(pushId), stamp, cancellation), cancellation)
            : grains.AskAsync<IRoomGrain, long>(Ids.Key(caller.App, id), room => room.SendAsync(caller, order.ToRoom(), stamp, cancellation), cancellation);
}
