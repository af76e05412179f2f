using System.Collections.Immutable;
using Rooms.Contracts.Pushes;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Pushes;

/// <summary>
/// One due push on its way, a few targets at a time. Targets that cannot be reached now are tried again with the same stamp; it takes part in the
/// turns of its grain.
/// </summary>
internal sealed class PushDelivery(WaitingPush push, IGrainFactory grains, IEnumerable<ILivePushes> live)
{
    private const int AtOnce = 32;

    // Stamps are remembered for 24 h: a delivery that was answered is not made twice within that.
    private static readonly TimeSpan TriedFor = TimeSpan.FromHours(1);

    private readonly IdempotencyStamp stamp = new($"push|{push.Id}", push.Id);
    private ImmutableArray<string> left = [.. PushTargets.Of(push.Order)];
    private ImmutableArray<PushFailure> failed = [];
    private int failures;
    private int? connections;

    /// <summary>Null: some could not be reached, try again.</summary>
    public async Task<PushEnded?> TryAsync(DateTimeOffset now)
    {
        if (push.Order.Expires <= now) return Expire(ErrorCodes.PushNotFound, "its time was over");
        // Once: who is not there now is not waited for.
        if (push.Order.Live is { } targets) connections ??= await SendLiveAsync(targets);
        var unreached = new List<string>();
        PushFailure? lastFault = null;
        foreach (var some in left.Chunk(AtOnce))
            foreach (var (target, outcome) in await Task.WhenAll(some.Select(SendAsync)))
            {
                if (outcome.IsOk) continue;
                lastFault = new PushFailure(target, outcome.Code!, outcome.Detail ?? "");
                if (MayPass(outcome)) unreached.Add(target);
                else Fail(lastFault);
            }
        left = [.. unreached];
        if (left.IsEmpty) return new PushEnded(push.Id, PushState.Delivered, Reached, failed, connections);
        return now - push.Order.At < TriedFor ? null : Expire(lastFault!.Code, lastFault.Detail);
    }

    private int Reached => push.Order.Users.Length + push.Order.Rooms.Length - left.Length - failures;

    private static bool MayPass(Outcome<long> outcome) => outcome.Code is ErrorCodes.NodeUnavailable or ErrorCodes.RoomBusy or ErrorCodes.RateLimited;

    private PushEnded Expire(string code, string detail)
    {
        var reached = Reached;
        foreach (var target in left) Fail(new PushFailure(target, code, detail));
        return new PushEnded(push.Id, PushState.Expired, reached, failed, connections);
    }

    private void Fail(PushFailure failure)
    {
        failures++;
        if (failed.Length < PushView.MaxFailures) failed = failed.Add(failure);
    }

    private async Task<int> SendLiveAsync(LiveTargets targets)
    {
        var sent = 0;
        foreach (var here in live) sent += await here.SendAsync(push.Caller.App, targets, push.Order.ToInbox(push.Id));
        return sent;
    }

    private Task<Outcome<long>> DeliverAsync(string target) => PushTargets.IsUser(target, out var id)
        ? grains.GetGrain<IUserGrain>(Ids.Key(push.Caller.App, id)).PushAsync(push.Caller, push.Order.ToInbox(push.Id), stamp)
        : grains.GetGrain<IRoomGrain>(Ids.Key(push.Caller.App, id)).SendAsync(push.Caller, push.Order.ToRoom(), stamp);

    private async Task<(string Target, Outcome<long> Outcome)> SendAsync(string target)
    {
        try
        {
            return (target, await DeliverAsync(target));
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            // Perhaps it arrived: the stamp sees to it that it does not twice.
            return (target, Refusal.Of<long>(ErrorCodes.NodeUnavailable, fault.Message));
        }
    }
}
