using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.V1;

/// <summary>Messages to a room (rooms-v1 section 2).</summary>
internal static class MessagesApi
{
    public static void MapMessages(this RouteGroupBuilder v1) => v1.MapPost("/rooms/{room}/messages", SendAsync)
        .Takes<MessageBody>("""{"text": "Does it come in blue?"}""")
        .Produces<SeqDto>(StatusCodes.Status201Created)
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.Muted, ErrorCodes.Banned, ErrorCodes.SlowMode, ErrorCodes.RoomBusy,
            ErrorCodes.WordsRefused, ErrorCodes.Vetoed, ErrorCodes.IdempotencyKeyReused)
        .Says("Send a message", "Text, or data of a type of your own, or both. What is answered with a number reaches everybody; what the room cannot carry is refused.");

    private static async Task<IResult> SendAsync(
        string room, CurrentCaller caller, Body<MessageBody> body, VetoCalls vetoes, GrainCalls grains, CancellationToken cancellation)
    {
        var asked = await vetoes.MessageAsync(caller.Value, room, body.Value.ToCommand(), cancellation);
        if (asked.Value is not { } command) return asked.ToProblem();
        var outcome = await grains.AskAsync<IRoomGrain, long>(
            Ids.Key(caller.App, room), grain => grain.SendAsync(caller.Value, command, body.Stamp, cancellation), cancellation);
        return outcome.To(seq => Answers.Created(new SeqDto(seq)));
    }
}
