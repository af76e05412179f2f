using System.Collections.Concurrent;
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

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string App, string Room, string User), Stay> stays = [];
    private readonly ConcurrentQueue<(string App, string Room, string User)> gone = [];

    public void Enter(Caller caller, string room)
    {
        lock (gate)
        {
            var key = (caller.App, room, caller.User);
            if (!stays.TryGetValue(key, out var stay)) stays.Add(key, stay = new Stay(caller));
            stay.Sockets++;
        }
    }

    public void Leave(Caller caller, string room)
    {
        lock (gate)
        {
            var key = (caller.App, room, caller.User);
            if (!stays.TryGetValue(key, out var stay) || --stay.Sockets > 0) return;
            stay.EmptySince = time.GetTimestamp();
            gone.Enqueue(key);
        }
    }

    /// <summary>Ends the stays whose time is over.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var (caller, room) in TakeOver())
        {
            var left = await grains.AskAsync<IRoomGrain, Done>(Ids.Key(caller.App, room), grain => grain.LeaveAsync(caller, caller.User, cancellation), cancellation);
            if (left.Code == ErrorCodes.NodeUnavailable) LogNotLeft(room, caller.User);
        }
    }

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

    private List<(Caller Caller, string Room)> TakeOver()
    {
        List<(Caller, string)> over = [];
        lock (gate)
        {
            while (gone.TryPeek(out var key))
            {
                // Whoever came back is in the queue once more when the last socket goes again.
                if (stays.TryGetValue(key, out var stay) && stay.Sockets == 0)
                {
                    if (time.GetElapsedTime(stay.EmptySince) < Grace) break;
                    stays.Remove(key);
                    over.Add((stay.Caller, key.Room));
                }
                gone.TryDequeue(out _);
            }
        }
        return over;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{User} could not leave room {RoomId} and stays a member")]
    private partial void LogNotLeft(string roomId, string user);

    private sealed class Stay(Caller caller)
    {
        public Caller Caller => caller;

        public int Sockets { get; set; }

        public long EmptySince { get; set; }
    }
}
