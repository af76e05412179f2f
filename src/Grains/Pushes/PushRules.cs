using Rooms.Contracts.Pushes;

namespace Rooms.Grains.Pushes;

/// <summary>What a schedule takes: pure functions.</summary>
internal static class PushRules
{
    public const int MaxWaiting = 10_000;

    // Some thousand pushes of a usual size, or a few hundred with a thousand targets each.
    public const long MaxWaitingSize = 32 * 1024 * 1024;

    public static Outcome<PushView> Schedule(PushChange change, Caller caller, string id, PushOrder order)
    {
        if (RefuseCaller<PushView>(caller) is { } forbidden) return forbidden;
        if (FaultIn(order, change.Now) is { } fault) return Refusal.Of<PushView>(ErrorCodes.BodyInvalid, fault);
        var push = new WaitingPush(id, caller with { Quotas = null }, order);
        if (change.State.Waiting.Count >= MaxWaiting || change.State.WaitingSize + push.Size > MaxWaitingSize)
            return Refusal.Of<PushView>(ErrorCodes.PushScheduleFull, $"{change.State.Waiting.Count} pushes wait already: cancel some, or wait until they are out");
        change.Note(new PushScheduled(push));
        return push.ToView(PushState.Scheduled);
    }

    public static Outcome<Done> Cancel(PushChange change, Caller caller, string id)
    {
        if (RefuseCaller<Done>(caller) is { } forbidden) return forbidden;
        if (!change.State.Waiting.ContainsKey(id)) return NotFound<Done>();
        change.Note(new PushCancelled(id));
        return Done.Value;
    }

    public static Outcome<T> NotFound<T>() => Refusal.Of<T>(ErrorCodes.PushNotFound, "no push of this id waits");

    private static Outcome<T>? RefuseCaller<T>(Caller caller) =>
        caller.Has(Roles.Backend | Roles.Admin) ? null : Refusal.Of<T>(ErrorCodes.Forbidden, "pushes come from backend and admin");

    private static string? FaultIn(PushOrder order, DateTimeOffset now)
    {
        if (order.Targets is < 1 or > PushOrder.MaxTargets) return $"to: wanted 1 to {PushOrder.MaxTargets} targets";
        if (order.At > now + PushOrder.MaxAhead) return $"at: at most {PushOrder.MaxAhead.Days} days ahead";
        return order.Expires <= order.At ? "expires: must be later than at" : null;
    }
}
