using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>
/// Private messages on their way: the intent is in this user's journal before anything is sent, and leaves it with this user's own copy, once the
/// receiver has the message. Those to one peer go one after the other, in their order; the receiver knows a repeat by the sender's count.
/// </summary>
public sealed partial class UserGrain
{
    private const int TriesAtOnce = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LaterTry = TimeSpan.FromSeconds(2);

    private static readonly GrainTimerCreationOptions KeptAlive = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true };

    private readonly SendRate rate;
    private readonly Dictionary<long, TaskCompletionSource<Outcome<PrivateReceipt>>> senders = [];

    // By peer, while it runs.
    private readonly Dictionary<string, Task> lanes = [];
    private IGrainTimer? resending;

    public async Task<Outcome<PrivateReceipt>> SendPrivateAsync(
        Caller caller, SendPrivate command, IdempotencyStamp? stamp, CancellationToken cancellation = default)
    {
        Task<Outcome<PrivateReceipt>>? sent = null;
        var begun = await turns.RunAsync(change =>
        {
            var step = PrivateRules.Begin(change, Id, caller, command, stamp, rate);
            // Before the commit: a lane that runs may take the message and be done with it at once.
            if (step.Value.Waiting is { } waiting) sent = WaitAsync(waiting.Send);
            return step;
        });
        if (!begun.IsOk) return begun.As<PrivateReceipt>();
        if (begun.Value.Receipt is { } receipt) return receipt;
        RunLane(begun.Value.Waiting!.To);
        return await sent!;
    }

    public Task<Outcome<Done>> DeliverAsync(PrivateMessage message, CancellationToken cancellation = default) =>
        turns.RunAsync(change => PrivateRules.Deliver(change, message));

    private Task<Outcome<PrivateReceipt>> WaitAsync(long send)
    {
        if (!senders.TryGetValue(send, out var sender))
            senders[send] = sender = new TaskCompletionSource<Outcome<PrivateReceipt>>(TaskCreationOptions.RunContinuationsAsynchronously);
        return sender.Task;
    }

    // After an activation, or a pause: what a crash or a silent receiver left.
    private void SendRest()
    {
        foreach (var peer in commits.Committed.Outgoing.Select(message => message.To).Distinct()) RunLane(peer);
    }

    private void RunLane(string peer)
    {
        if (!lanes.ContainsKey(peer)) lanes[peer] = RunLaneAsync(peer);
    }

    private async Task RunLaneAsync(string peer)
    {
        // The dictionary has the lane before it may end.
        await Task.Yield();
        try
        {
            while (turns.Failure is null && commits.Committed.NextTo(peer) is { } next)
            {
                if (await TryDeliverAsync(next) is not { } answer)
                {
                    TryLater(peer);
                    return;
                }
                var outcome = await turns.RunAsync(change => PrivateRules.Finish(change, next, answer));
                if (senders.Remove(next.Send, out var sender)) sender.TrySetResult(outcome);
            }
        }
        finally
        {
            lanes.Remove(peer);
        }
    }

    /// <summary>Null: whether the receiver has it is not known.</summary>
    private async Task<Outcome<Done>?> TryDeliverAsync(Outgoing message)
    {
        var receiver = GrainFactory.GetGrain<IUserGrain>(Ids.Key(App, message.To));
        var parcel = new PrivateMessage(message.Id, Id, message.Send, message.Type, message.Text, message.Data);
        for (var attempt = 1; attempt <= TriesAtOnce; attempt++)
        {
            try
            {
                var answer = await receiver.DeliverAsync(parcel);
                if (answer.Code != ErrorCodes.NodeUnavailable) return answer;
                NotDelivered(App, Id, answer.Detail!);
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException)
            {
                NotDelivered(App, Id, fault.Message);
            }
            await Task.Delay(FirstPause * attempt, time);
        }
        return null;
    }

    private void TryLater(string peer)
    {
        foreach (var message in commits.Committed.Outgoing)
            if (message.To == peer && senders.Remove(message.Send, out var sender))
                sender.TrySetResult(Refusal.Of<PrivateReceipt>(
                    ErrorCodes.NodeUnavailable, "the message is kept and will be delivered: a repeat with the same Idempotency-Key gets its number"));
        resending ??= this.RegisterGrainTimer(ResendAsync, KeptAlive);
        resending.Change(LaterTry, Timeout.InfiniteTimeSpan);
    }

    private Task ResendAsync()
    {
        if (turns.Failure is null) SendRest();
        return Task.CompletedTask;
    }

    private void LetSendersGo(Outcome<PrivateReceipt> refusal)
    {
        foreach (var (_, sender) in senders) sender.TrySetResult(refusal);
        senders.Clear();
    }
}
