using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Pushes;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>
/// What both push APIs do. Keys, users and all are transient as in goim: whoever is not connected hears nothing, and goim's clients only of operations
/// that they take. All are all connections of the app, whatever they speak. A room is a room: stored, numbered, and for everybody in it.
/// </summary>
internal sealed partial class GoimPushes(
    GoimClients clients, GoimRooms rooms, LivePushes live, ConnectionViews views, IOptions<GoimOptions> options, TimeProvider time,
    ILogger<GoimPushes> logger) : IDisposable
{
    // Pushes to all that go on at their own pace; goim has no bound, and with it no memory.
    private const int MaxPaced = 16;

    // Often enough that a pace looks even.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private int paced;

    public int DefaultOperation => options.Value.MessageOperation;

    public Task PushKeysAsync(GoimMessage message, IEnumerable<string> keys) => PushAsync(message, keys.Select(clients.Find).OfType<IGoimClient>());

    public Task PushMidsAsync(GoimMessage message, IEnumerable<long> mids) => PushAsync(message, mids.Distinct().SelectMany(clients.Of));

    public Task<Outcome<long>> PushRoomAsync(GoimMessage message, string roomKey, CancellationToken cancellation) =>
        rooms.SendAsync(roomKey, message, cancellation);

    public Task PushAllAsync(GoimMessage message) => PushAsync(message, PushAim.All);

    /// <summary>At most <paramref name="speed"/> connections a second, from now on. False: too many go on already.</summary>
    public bool TryPushAll(GoimMessage message, int speed)
    {
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

    private Task<int> PushAsync(GoimMessage message, IEnumerable<IGoimClient> targets) => PushAsync(message, PushAim.At(targets.Select(client => client.ConnectionId)));

    private Task<int> PushAsync(GoimMessage message, PushAim aim) => live.SendAsync(rooms.App, aim, new PushMessage(null, GoimMessage.Type, null, message.ToData()));

    private async Task PushAllAsync(GoimMessage message, int speed, CancellationToken cancellation)
    {
        try
        {
            var chunk = (int)Math.Max(1, speed * Beat.TotalSeconds);
            foreach (var targets in views.IdsOf(rooms.App).Chunk(chunk))
            {
                await PushAsync(message, PushAim.At(targets));
                await Task.Delay(TimeSpan.FromSeconds((double)targets.Length / speed), time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (Exception bug)
        {
            // The top of what nobody waits for.
            PushFailed(bug);
        }
        finally
        {
            Interlocked.Decrement(ref paced);
        }
    }

    [LoggerMessage(LogLevel.Error, "A goim push to all ended before it had reached all")]
    private partial void PushFailed(Exception bug);
}
