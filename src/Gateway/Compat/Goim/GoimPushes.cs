using Microsoft.Extensions.Options;
using Rooms.Contracts;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>
/// What both push APIs do. Keys, users and all are transient as in goim: whoever is not connected hears nothing, and only connections that take the
/// operation get it. A room is a room: stored, numbered, and for everybody in it.
/// </summary>
internal sealed class GoimPushes(GoimClients clients, GoimRooms rooms, IOptions<GoimOptions> options, TimeProvider time) : IDisposable
{
    // Pushes to all that go on at their own pace; goim has no bound, and with it no memory.
    private const int MaxPaced = 16;

    // Often enough that a pace looks even.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private int paced;

    public int DefaultOperation => options.Value.MessageOperation;

    public void PushKeys(GoimMessage message, IEnumerable<string> keys) =>
        Push(message, keys.Select(clients.Find).OfType<IGoimClient>());

    public void PushMids(GoimMessage message, IEnumerable<long> mids) => Push(message, mids.Distinct().SelectMany(clients.Of));

    public Task<Outcome<long>> PushRoomAsync(GoimMessage message, string roomKey, CancellationToken cancellation) =>
        rooms.SendAsync(roomKey, message, cancellation);

    /// <summary>At most <paramref name="speed"/> connections a second; 0: at once. False: too many go on already.</summary>
    public bool TryPushAll(GoimMessage message, int speed)
    {
        if (speed <= 0)
        {
            Push(message, clients.All);
            return true;
        }
        if (Interlocked.Increment(ref paced) > MaxPaced)
        {
            Interlocked.Decrement(ref paced);
            return false;
        }
        _ = PushAllAsync(message, speed, stopping.Token);
        return true;
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private static void Push(GoimMessage message, IEnumerable<IGoimClient> targets)
    {
        var push = new GoimPush(message);
        foreach (var client in targets)
            if (client.Accepts(push.Operation)) client.Push(push);
    }

    private async Task PushAllAsync(GoimMessage message, int speed, CancellationToken cancellation)
    {
        try
        {
            var chunk = (int)Math.Max(1, speed * Beat.TotalSeconds);
            foreach (var targets in clients.All.Chunk(chunk))
            {
                Push(message, targets);
                await Task.Delay(TimeSpan.FromSeconds((double)targets.Length / speed), time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        Interlocked.Decrement(ref paced);
    }
}
