using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Messages from one user to another (docs/users.md).</summary>
internal static class PrivateMessagesApi
{
    public static void MapPrivateMessages(this RouteGroupBuilder v1) => v1.MapPost("/users/{user}/messages", SendAsync)
        .Takes<PrivateMessageBody>("""{"text": "Is my parcel on its way?"}""")
        .Produces<PrivateReceiptDto>(StatusCodes.Status201Created)
        .Refuses(ErrorCodes.Blocked, ErrorCodes.Forbidden, ErrorCodes.IdempotencyKeyReused)
        .Says("Send a private message", "To `user`. Answered once it is in both inboxes; repeat a 503 with the same Idempotency-Key.");

    private static async Task<IResult> SendAsync(
        string user, CurrentCaller caller, Body<PrivateMessageBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var sender = Ids.Key(caller.App, body.Value.From ?? caller.Value.User);
        var outcome = await grains.AskAsync<IUserGrain, PrivateReceipt>(
            sender, grain => grain.SendPrivateAsync(caller.Value, body.Value.ToCommand(user), body.Stamp, cancellation), cancellation);
        return outcome.To(receipt => Answers.Created(new PrivateReceiptDto(receipt.Seq, receipt.Id)));
    }
}
