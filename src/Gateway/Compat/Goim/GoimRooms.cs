using System.Globalization;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Limits;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>goim's rooms as rooms of the configured app: made when they are first used, written to as a backend does.</summary>
internal sealed class GoimRooms(GrainCalls grains, Apps apps, IOptions<GoimOptions> options, TimeProvider time)
{
    // A room's name; a key may be longer.
    private const int MaxName = 200;
    private const int OnlyBucket = 0;

    // 0 a minute: a bucket that is empty for ever.
    private readonly TokenBuckets<int> strangers = new(options.Value.NewRoomsPerMinute, options.Value.NewRoomsPerMinute / 60.0, 1, time);

    public string App => options.Value.App;

    /// <summary>Whom a mid is in Rooms: in lists, and whose inbox it is.</summary>
    public static string UserOf(long mid) => string.Create(CultureInfo.InvariantCulture, $"goim.{mid}");

    private Caller Caller => new(App, "goim", Roles.Backend) { Quotas = apps.QuotasOf(App) };

    /// <summary>A backend's push.</summary>
    public async Task<Outcome<long>> SendAsync(string roomKey, GoimMessage message, CancellationToken cancellation)
    {
        var command = new SendMessage(GoimMessage.Type, null, message.ToData());
        var sent = await SendAsync(roomKey, command, cancellation);
        if (sent.Code != ErrorCodes.RoomNotFound) return sent;
        var made = await CreateAsync(roomKey, cancellation);
        return made.IsOk ? await SendAsync(roomKey, command, cancellation) : Refusal.Of<long>(made.Code!, made.Detail!);
    }

    /// <summary>A client enters: the room's id, once there is such a room. Refusals: rate_limited when strangers had too many made, and those of a room.</summary>
    public async Task<Outcome<string>> EnterAsync(string roomKey, CancellationToken cancellation)
    {
        var id = RoomKeys.ToId(roomKey);
        var found = await grains.AskAsync<IRoomGrain, RoomView>(Ids.Key(App, id), room => room.GetAsync(cancellation), cancellation);
        if (found.IsOk) return id;
        if (found.Code != ErrorCodes.RoomNotFound) return Refusal.Of<string>(found.Code!, found.Detail!);
        if (!strangers.TryTake(OnlyBucket, out _)) return Refusal.Of<string>(ErrorCodes.RateLimited, $"{Section}:{nameof(GoimOptions.NewRoomsPerMinute)}");
        var made = await CreateAsync(roomKey, cancellation);
        return made.IsOk ? id : Refusal.Of<string>(made.Code!, made.Detail!);
    }

    private const string Section = GoimOptions.Section;

    private Task<Outcome<long>> SendAsync(string roomKey, SendMessage command, CancellationToken cancellation) =>
        grains.AskAsync<IRoomGrain, long>(
            Ids.Key(App, RoomKeys.ToId(roomKey)), room => room.SendAsync(Caller, command, stamp: null, cancellation), cancellation);

    private async Task<Outcome<Done>> CreateAsync(string roomKey, CancellationToken cancellation)
    {
        var name = string.IsNullOrWhiteSpace(roomKey) ? GoimMessage.Type : roomKey[..Math.Min(roomKey.Length, MaxName)];
        var made = await grains.AskAsync<IRoomGrain, RoomView>(
            Ids.Key(App, RoomKeys.ToId(roomKey)),
            room => room.CreateAsync(Caller, new CreateRoom(RoomScene.Live, name, "", "", "{}"), stamp: null, cancellation),
            cancellation);
        // Somebody was quicker.
        return made.IsOk || made.Code == ErrorCodes.RoomExists ? Done.Value : Refusal.Of<Done>(made.Code!, made.Detail!);
    }
}
