using System.ComponentModel;
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

/// <summary>Messages to a room, and their history (rooms-v1 section 2, docs/moderation.md).</summary>
internal static class MessagesApi
{
    private const int MaxLimit = 100;

    private static readonly string[] Kinds = [RoomEventTypes.Message, RoomEventTypes.Gift];

    public static void MapMessages(this RouteGroupBuilder v1)
    {
        v1.MapPost("/rooms/{room}/messages", SendAsync)
            .Takes<MessageBody>("""{"text": "Does it come in blue?"}""")
            .Produces<SeqDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.Muted, ErrorCodes.Banned, ErrorCodes.SlowMode, ErrorCodes.RoomBusy,
                ErrorCodes.WordsRefused, ErrorCodes.Vetoed, ErrorCodes.IdempotencyKeyReused)
            .Says("Send a message", "Text, or data of a type of your own, or both. What is answered with a number reaches everybody; what the room cannot carry is refused.");
        v1.MapGet("/rooms/{room}/messages", ListAsync)
            .Produces<HistoryDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.Banned)
            .Says(
                "Read what was said",
                "Newest first, messages and gifts. Follow `next` until it is null; a page may hold fewer than asked for. Recalled messages come without text. "
                + "The newest 50000 events of a room are kept for it.");
        v1.MapDelete("/rooms/{room}/messages/{seq}", RecallAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.MessageNotFound, ErrorCodes.Forbidden)
            .Says("Recall a message", "Erases its text and data where they are stored; its number stays. Its author within two minutes, those who moderate the room at any time.");
    }

    private static async Task<IResult> ListAsync(
        string room,
        CurrentCaller caller,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("Only numbers below it; left out: from the newest on.")] long before = 0,
        [Description("1 to 100.")] int limit = 50,
        [Description("message, gift, or both with a comma between; default: both.")] string types = "")
    {
        var kinds = types.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (Fault(before, limit, kinds) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        var outcome = await grains.AskAsync<IRoomGrain, HistoryPage>(
            Ids.Key(caller.App, room), grain => grain.GetHistoryAsync(caller.Value, new HistoryQuery(before, limit, [.. kinds]), cancellation), cancellation);
        return outcome.To(page => TypedResults.Ok(HistoryDto.From(page)));
    }

    private static async Task<IResult> RecallAsync(string room, long seq, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.RecallAsync(caller.Value, seq, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static string? Fault(long before, int limit, string[] kinds)
    {
        if (before < 0) return "before: wanted 0 or more";
        if (Field.OutOfRange("limit", limit, 1, MaxLimit) is { } fault) return fault;
        return kinds.Except(Kinds).Any() ? $"types: wanted some of {string.Join(", ", Kinds)}" : null;
    }

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
