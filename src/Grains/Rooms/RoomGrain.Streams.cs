using Rooms.Contracts.Relays;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Grains.Rooms;

/// <summary>The room's streams: places to push to, their life as the pusher grain sees it, and cutting them.</summary>
public sealed partial class RoomGrain
{
    private static readonly TimeSpan CutRetry = TimeSpan.FromSeconds(2);
    private IGrainTimer? cutting;
    private bool isCutting;

    public async Task<Outcome<StreamGrant>> AddStreamAsync(Caller caller, AddStream command, IdempotencyStamp? stamp, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return Unavailable<StreamGrant>();
        var before = new RoomChange(commits.Pending, time.GetUtcNow());
        var streamId = StreamRules.NewId();
        var isRepeat = stamp is not null && before.State.Stamps.Find(stamp.Key, before.Now) is not null;
        string? node = null;
        if (!isRepeat && StreamRules.RefuseAdd(before, caller, command, options) is null)
        {
            var picked = await PickAsync(new RelayWish(streamId, command.Isp, command.Region, command.Node, null), cancellation);
            if (!picked.IsOk) return Refusal.Of<StreamGrant>(picked.Code!, picked.Detail!);
            node = picked.Value?.Id;
        }
        // The room may have changed while the directory was asked: only now it is decided.
        return await RunAsync(stamp, RoomJson.Default.StreamGrant, change => StreamRules.Add(change, Id, streamId, node, caller, command, options));
    }

    public async Task<Outcome<Done>> RemoveStreamAsync(Caller caller, string streamId, CancellationToken cancellation = default)
    {
        var outcome = await RunAsync(null, RoomJson.Default.Done, change => StreamRules.Remove(change, caller, streamId));
        await CutStreamsAsync();
        return outcome;
    }

    public async Task<Outcome<Done>> BanStreamAsync(Caller caller, BanStream command, IdempotencyStamp? stamp, CancellationToken cancellation = default)
    {
        var outcome = await RunAsync(stamp, RoomJson.Default.Done, change => StreamRules.Ban(change, caller, command));
        await CutStreamsAsync();
        return outcome;
    }

    public async Task<Outcome<StreamGrant>> GetStreamAsync(string streamId, CancellationToken cancellation = default)
    {
        if (turns.Failure is not null) return Unavailable<StreamGrant>();
        if (StreamRules.RefuseUse(new RoomChange(commits.Committed, time.GetUtcNow()), streamId) is { } refused)
        {
            Forget();
            return refused;
        }
        var stream = commits.Committed.FindStream(streamId)!;
        if (stream.IsOnAir || await IsThereAsync(stream.Node, cancellation)) return StreamRules.Grant(Id, stream);
        // Made while no node was there, or its node has left since: another may serve it.
        var picked = await PickAsync(new RelayWish(streamId, null, null, null, null), cancellation);
        return StreamRules.Grant(Id, stream with { Node = picked.Value?.Id ?? stream.Node });
    }

    public Task<Outcome<Done>> StreamChangedAsync(StreamChange change, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, room => StreamRules.Move(room, change));

    public Task<Outcome<Done>> StreamHealthAsync(StreamHealthChange change, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, room => StreamRules.Judge(room, change));

    /// <summary>A node; null when none is registered yet, which is no reason to refuse a stream unless it asks for one by name.</summary>
    private async Task<Outcome<RelayNode?>> PickAsync(RelayWish wish, CancellationToken cancellation)
    {
        try
        {
            var relays = GrainFactory.GetGrain<IRelayDirectoryGrain>(IRelayDirectoryGrain.Key);
            var picked = await relays.PickAsync(wish, cancellation);
            if (picked.IsOk) return picked.Value;
            var nodes = wish.Node is null ? await relays.GetNodesAsync(cancellation) : default;
            var isNoneThere = !nodes.IsDefault && nodes.All(n => n.State == RelayNodeState.Lost);
            return isNoneThere ? new Outcome<RelayNode?>(null, null, null) : Refusal.Of<RelayNode?>(picked.Code!, picked.Detail!);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            NotPicked(App, Id, fault.Message);
            return Refusal.Of<RelayNode?>(ErrorCodes.NodeUnavailable, "the node directory did not answer, try again");
        }
    }

    private async Task<bool> IsThereAsync(string? node, CancellationToken cancellation)
    {
        if (node is null) return false;
        try
        {
            return await GrainFactory.GetGrain<IRelayDirectoryGrain>(IRelayDirectoryGrain.Key).FindAsync(node, cancellation) is not null;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            // The stored node is the better guess.
            return true;
        }
    }

    /// <summary>Orders every cut that is due. What fails stays in the state and is tried again, by this activation or the next.</summary>
    private async Task CutStreamsAsync()
    {
        if (isCutting || turns.Failure is not null) return;
        isCutting = true;
        try
        {
            // One by one: each order may bring the state on, and new cuts with it.
            while (commits.Committed.Cuts.FirstOrDefault() is { Key: { } streamId, Value: var reason } && await CutAsync(streamId, reason)) { }
        }
        finally
        {
            isCutting = false;
        }
    }

    private async Task<bool> CutAsync(string streamId, string reason)
    {
        try
        {
            await GrainFactory.GetGrain<IPusherGrain>(Ids.Key(App, streamId)).CutAsync(reason);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            NotCut(App, Id, streamId, fault.Message);
            RetryCuts();
            return false;
        }
        var outcome = await RunAsync(null, RoomJson.Default.Done, change =>
        {
            change.Note(new StreamCut(streamId));
            return Done.Value;
        });
        return outcome.IsOk;
    }

    private void RetryCuts()
    {
        cutting ??= this.RegisterGrainTimer(CutStreamsAsync, Unarmed);
        cutting.Change(CutRetry, Timeout.InfiniteTimeSpan);
    }
}
