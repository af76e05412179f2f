using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// Users who are members of a room because their sockets follow it (<c>"join": true</c>). A while after the last such socket is gone the user leaves: a
/// phone that changes its network comes back, and nobody sees it go. Any thread.
/// </summary>
internal sealed partial class Attendance(GrainCalls grains, TimeProvider time, ILogger<Attendance> logger) : BackgroundService
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    // After a network's fault thousands leave at once, each by a commit of its own.
    private const int LeavesAtOnce = 64;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<StayKey, Stay> stays = [];
    private readonly Queue<(StayKey Key, long Since)> empty = [];

    /// <summary>
    /// Before the room is asked: from here on a socket counts, and the user does not leave. Done when a leave that is under way has ended: else it would end
    /// the membership that the room is about to be asked for. <see cref="Confirm"/> or <see cref="Leave"/> follows.
    /// </summary>
    public async Task EnterAsync(Caller caller, string room)
    {
        while (!TryEnter(caller, new StayKey(caller.App, room, caller.User), out var leaving)) await leaving;
    }

    /// <summary>The user is a member.</summary>
    public void Confirm(Caller caller, string room)
    {
        lock (gate)
            if (stays.TryGetValue(new StayKey(caller.App, room, caller.User), out var stay)) stay.IsMember = true;
    }

    /// <summary>A socket less. The last one's user leaves after a while, if a member.</summary>
    public void Leave(Caller caller, string room)
    {
        var key = new StayKey(caller.App, room, caller.User);
        lock (gate)
        {
            if (!stays.TryGetValue(key, out var stay) || --stay.Sockets > 0) return;
            if (!stay.IsMember)
            {
                stays.Remove(key);
                return;
            }
            stay.EmptySince = time.GetTimestamp();
            empty.Enqueue((key, stay.EmptySince));
        }
    }

    /// <summary>Ends the stays whose time is over.</summary>
    internal Task SweepAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        TakeOver(), new ParallelOptions { MaxDegreeOfParallelism = LeavesAtOnce, CancellationToken = cancellation }, async (over, stopping) => await EndAsync(over.Key, over.Stay, stopping));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopped. Whoever is a member stays one: the clients come back to another process.
        }
    }

    private bool TryEnter(Caller caller, StayKey key, out Task leaving)
    {
        lock (gate)
        {
            leaving = Task.CompletedTask;
            if (!stays.TryGetValue(key, out var stay)) stays.Add(key, stay = new Stay(caller));
            if (stay.Leaving is { } under)
            {
                leaving = under.Task;
                return false;
            }
            stay.Sockets++;
            return true;
        }
    }

    private async Task EndAsync(StayKey key, Stay stay, CancellationToken cancellation)
    {
        try
        {
            var left = await grains.AskAsync<IRoomGrain, Done>(
                Ids.Key(key.App, key.Room), room => room.LeaveAsync(stay.Caller, stay.Caller.User, cancellation), cancellation);
            if (left.Code == ErrorCodes.NodeUnavailable) LogNotLeft(key.Room, key.User);
        }
        finally
        {
            lock (gate) stays.Remove(key);
            stay.Leaving!.SetResult();
        }
    }

    // One at a time, when its turn has come: whoever comes back while the others leave has not left.
    private IEnumerable<(StayKey Key, Stay Stay)> TakeOver()
    {
        while (TryTakeOver() is { } over) yield return over;
    }

    private (StayKey, Stay)? TryTakeOver()
    {
        lock (gate)
        {
            while (empty.TryPeek(out var next) && time.GetElapsedTime(next.Since) >= Grace)
            {
                empty.Dequeue();
                // Whoever came back is in the queue once more when the last socket has gone again.
                if (!stays.TryGetValue(next.Key, out var stay) || stay.Sockets > 0 || stay.EmptySince != next.Since || stay.Leaving is not null) continue;
                stay.Leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return (next.Key, stay);
            }
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{User} could not leave room {RoomId} and stays a member")]
    private partial void LogNotLeft(string roomId, string user);

    private readonly record struct StayKey(string App, string Room, string User);

    private sealed class Stay(Caller caller)
    {
        public Caller Caller => caller;

        public int Sockets { get; set; }

        public long EmptySince { get; set; }

        /// <summary>The room took the user in.</summary>
        public bool IsMember { get; set; }

        /// <summary>Ends when the room has answered the leave.</summary>
        public TaskCompletionSource? Leaving { get; set; }
    }
}
