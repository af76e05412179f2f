using System.Net;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Limits;
using Rooms.Gateway.Vetoes;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>What sessions ask of tokens and grains. Any thread.</summary>
internal sealed class RoomsCommands(GrainCalls grains, Inboxes inboxes, Attendance attendance, TokenReader tokens, Apps apps, VetoCalls vetoes, FailedAttempts failed)
{
    /// <summary>Refusals: token_invalid; rate_limited for an address that failed too often.</summary>
    public async Task<Outcome<SessionUser>> IdentifyAsync(string token, IPAddress address, CancellationToken cancellation)
    {
        var verdict = await tokens.ReadAsync(token, cancellation);
        if (verdict.Caller is { } caller) return new SessionUser(caller, token, verdict.ExpiresAt);
        return failed.Count(address) is { } tooMany
            ? Refusal.Of<SessionUser>(tooMany.Code, tooMany.Detail)
            : Refusal.Of<SessionUser>(ErrorCodes.TokenInvalid, verdict.Reason);
    }

    /// <summary>With its app and what that may use. An operator belongs to none and names one in the address, as in REST (<c>/ws?app=NAME</c>).</summary>
    public Outcome<SessionUser> Settle(SessionUser user, string? named)
    {
        var caller = user.Caller;
        if (!caller.Has(Roles.Operator)) return user with { Caller = caller with { Quotas = apps.QuotasOf(caller.App) } };
        if (!apps.TryFind(named, out var app)) return Refusal.Of<SessionUser>(ErrorCodes.BodyInvalid, "app: an operator names a configured app with ?app=");
        return user with { Caller = caller with { App = app.Name, Roles = Roles.Operator | Roles.Admin, Quotas = apps.QuotasOf(app.Name) } };
    }

    /// <summary>The number that it has: in the room, or in the sender's own inbox.</summary>
    public async Task<Outcome<long>> SendAsync(Caller caller, SendFrame send, CancellationToken cancellation)
    {
        var stamp = SocketStamps.Of(caller, send);
        if (send.Room is { } id)
        {
            if (!Ids.IsValid(id)) return Refusal.Of<long>(ErrorCodes.BodyInvalid, "room: no id of a room");
            var asked = await vetoes.MessageAsync(caller, id, new SendMessage(send.Type, send.Text, send.Data), cancellation);
            if (asked.Value is not { } message) return asked.As<long>();
            return await grains.AskAsync<IRoomGrain, long>(Ids.Key(caller.App, id), room => room.SendAsync(caller, message, stamp, cancellation), cancellation);
        }
        if (!Ids.IsValid(send.To)) return Refusal.Of<long>(ErrorCodes.BodyInvalid, "to: no id of a user");
        var command = new SendPrivate(send.To!, send.Type, send.Text, send.Data);
        var sent = await grains.AskAsync<IUserGrain, PrivateReceipt>(
            Ids.Key(caller.App, caller.User), sender => sender.SendPrivateAsync(caller, command, stamp, cancellation), cancellation);
        return sent.IsOk ? sent.Value!.Seq : sent.As<long>();
    }

    /// <summary>
    /// Where a subscription of <paramref name="wanted"/> begins, the caller being allowed to and, where that was asked for, a member.
    /// <paramref name="isAnew"/>: the client has nothing, or nothing that events could go on from. With a starting point where a join was asked for, the
    /// socket counts in <see cref="Attendance"/>: whoever hears it gives that back.
    /// </summary>
    public async Task<Outcome<StartingPoint>> EnterAsync(Caller caller, SubscribeFrame wanted, bool isAnew, CancellationToken cancellation)
    {
        if (wanted.Room == FeedNames.Inbox) return await inboxes.EnterAsync(caller, wanted.After, isAnew, cancellation);
        if (!wanted.Join) return await FindStartAsync(caller, wanted, isAnew, cancellation);
        await attendance.EnterAsync(caller, wanted.Room);
        var joined = await JoinAsync(caller, wanted.Room, cancellation);
        if (joined.IsOk) attendance.Confirm(caller, wanted.Room);
        var start = joined.IsOk ? await FindStartAsync(caller, wanted, isAnew, cancellation) : joined.As<StartingPoint>();
        if (!start.IsOk) attendance.Leave(caller, wanted.Room);
        return start;
    }

    private async Task<Outcome<StartingPoint>> FindStartAsync(Caller caller, SubscribeFrame wanted, bool isAnew, CancellationToken cancellation)
    {
        var key = Ids.Key(caller.App, wanted.Room);
        if (isAnew)
        {
            var seen = await grains.AskAsync<IRoomGrain, RoomSnapshot>(key, room => room.GetSnapshotAsync(caller, cancellation), cancellation);
            return seen.IsOk ? new StartingPoint(seen.Value!.Room.Seq, SnapshotBody.Of(seen.Value)) : seen.As<StartingPoint>();
        }
        var allowed = await grains.AskAsync<IRoomGrain, Done>(key, room => room.MaySubscribeAsync(caller, cancellation), cancellation);
        return allowed.IsOk ? new StartingPoint(wanted.After, null) : allowed.As<StartingPoint>();
    }

    private async Task<Outcome<MemberView>> JoinAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var command = new JoinRoom(null, null);
        var asked = await vetoes.JoinAsync(caller, id, command, cancellation);
        if (!asked.IsOk) return asked.As<MemberView>();
        return await grains.AskAsync<IRoomGrain, MemberView>(Ids.Key(caller.App, id), room => room.JoinAsync(caller, command, null, cancellation), cancellation);
    }
}
