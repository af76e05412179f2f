using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Vetoes;
using Rooms.Wire.WebIm;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>The room that webim is: made when it is not there, written to by webim's clients, read for their history.</summary>
internal sealed class WebImRoom(GrainCalls grains, Apps apps, VetoCalls vetoes, IOptions<WebImOptions> options)
{
    private const int HistoryMessages = 100;

    // Messages stand between joins and counters.
    private const int HistoryEvents = 1_000;

    // Whose the room is.
    private const string OwnUser = "webim";

    // Who sends a picture without saying who he is: one whom a moderator can mute, and so end that.
    private const string Guest = "webim.guest";

    private string Key => Ids.Key(options.Value.App, options.Value.Room);

    /// <summary>The number of its newest event.</summary>
    public async Task<Outcome<long>> OpenAsync(CancellationToken cancellation)
    {
        var found = await AskAsync(room => room.GetAsync(cancellation), cancellation);
        if (found.Code == ErrorCodes.RoomNotFound) found = await AskAsync(room => room.CreateAsync(Backend, NewRoom(), stamp: null, cancellation), cancellation);
        return found.Value is { } view ? view.Seq : Refusal.Of<long>(found.Code!, found.Detail!);
    }

    public Task<Outcome<EventPage>> WaitAsync(long after, int limit, TimeSpan wait, CancellationToken cancellation) =>
        AskAsync(room => room.GetEventsAsync(after, limit, wait, cancellation), cancellation);

    public async Task<Outcome<long>> SendAsync(WebImClient client, WebImCommand message, CancellationToken cancellation)
    {
        var caller = CallerOf(client);
        var command = WebImRoomMessage.ToRoom(client.User ?? WebImUser.Nobody, message);
        var asked = await vetoes.MessageAsync(caller, options.Value.Room, command, cancellation);
        if (asked.Value is not { } allowed) return asked.As<long>();
        return await AskAsync(room => room.SendAsync(caller, allowed, stamp: null, cancellation), cancellation);
    }

    /// <summary>Null: somebody unknown. An agent speaks without a place in the room, and is muted and banned like anybody.</summary>
    public Caller CallerOf(WebImClient? client) => new(options.Value.App, client?.UserId ?? Guest, Roles.User | Roles.Agent);

    public Task<Outcome<Done>> MayWriteAsync(Caller caller, CancellationToken cancellation) => AskAsync(room => room.MayWriteAsync(caller, cancellation), cancellation);

    /// <summary>The newest messages, the oldest of them first.</summary>
    public async Task<IReadOnlyList<WebImRoomMessage>> ReadHistoryAsync(CancellationToken cancellation)
    {
        var room = await AskAsync(found => found.GetAsync(cancellation), cancellation);
        if (room.Value is not { } view) return [];
        var page = await WaitAsync(Math.Max(0, view.Seq - HistoryEvents), HistoryEvents, TimeSpan.Zero, cancellation);
        return [.. (page.Value?.Events ?? []).Select(WebImRoomMessage.From).OfType<WebImRoomMessage>().TakeLast(HistoryMessages)];
    }

    private Caller Backend => new(options.Value.App, OwnUser, Roles.Backend) { Quotas = apps.QuotasOf(options.Value.App) };

    private CreateRoom NewRoom() => new(RoomScene.Live, options.Value.Room, "", "", "{}");

    private Task<Outcome<T>> AskAsync<T>(Func<IRoomGrain, Task<Outcome<T>>> call, CancellationToken cancellation) => grains.AskAsync(Key, call, cancellation);
}
