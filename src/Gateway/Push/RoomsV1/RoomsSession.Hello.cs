using System.Web;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>The way in: one hello, by whom the token, the Authorization header or the console's cookie says.</summary>
internal sealed partial class RoomsSession
{
    private void Greet(ClientFrame? first, FrameFault fault)
    {
        if (isAsking || first is not HelloFrame hello)
        {
            End(first is null && !isAsking ? ErrorCodes.BodyInvalid : SocketCodes.HelloExpected, first is null ? fault.ToString() : "hello comes first, once, and is answered before anything else");
            return;
        }
        var opened = handshake!;
        var token = hello.Token ?? BearerHandler.TokenOf(opened.Authorization);
        if (token is not null) Ask(cancellation => IdentifyAsync(token, cancellation), known => Meet(known, hello));
        else if (opened.Caller is { } caller && PushOrigins.IsOwn(opened)) Meet(new SessionUser(caller, null, opened.CallerExpiresAt), hello);
        else End(ErrorCodes.TokenInvalid, "send a token with hello; POST /v1/tokens makes one");
    }

    private void Meet(Outcome<SessionUser> known, HelloFrame hello)
    {
        if (known.IsOk) known = parts.Commands.Settle(known.Value!, HttpUtility.ParseQueryString(handshake!.Query)["app"]);
        if (!known.IsOk)
        {
            End(known.Code!, known.Detail!);
            return;
        }
        if (!parts.Origins.Admits(known.Value!.Caller.App, handshake!.Origin, handshake.Host))
        {
            End(ErrorCodes.OriginForbidden, "pages of this origin may not connect for this app");
            return;
        }
        Welcome(known.Value, hello);
    }

    private void Welcome(SessionUser welcomed, HelloFrame hello)
    {
        user = welcomed;
        handshake = null;
        (DeviceId, DeviceClass) = (hello.DeviceId, hello.DeviceClass);
        if (hello.Labels.Length > 0) Labels = hello.Labels;
        KeepUntil(welcomed.ExpiresAt);
        Say(new WelcomeFrame(welcomed.Caller.User, Connection.Id, Connection.Loop.UtcNow));
        if (parts.Places.AreBounded(welcomed.Caller)) TakePlace();
        foreach (var wanted in hello.Subscribe) Take(wanted);
    }

    /// <summary>Now, and again from time to time: a session that is not heard of is none.</summary>
    private void TakePlace() => Ask(
        cancellation => parts.Places.OpenAsync(user!.Caller, Connection.Id, DeviceClass, placedAt, cancellation),
        opened =>
        {
            placedAt = opened.OpenedAt;
            if (opened.IsReplaced) End(SocketCodes.Replaced, "another session of the user took its place");
        });

    private void KeepUntil(DateTimeOffset? end)
    {
        var left = end - Connection.Loop.UtcNow;
        clock.SetExpiry(left is { } time ? Connection.Loop.NowMilliseconds + (long)time.TotalMilliseconds : null);
        SetDeadline();
    }

    private void Renew(Outcome<SessionUser> known)
    {
        if (known.IsOk) known = parts.Commands.Settle(known.Value!, user!.Caller.App);
        if (!known.IsOk)
        {
            Refuse(Refused.By(known));
            return;
        }
        var renewed = known.Value!;
        if (renewed.Caller.App != user!.Caller.App || renewed.Caller.User != user.Caller.User)
        {
            Refuse(new ErrorFrame(ErrorCodes.Forbidden, Detail: "refresh: the token is another user's"));
            return;
        }
        user = renewed;
        KeepUntil(renewed.ExpiresAt);
    }
}
