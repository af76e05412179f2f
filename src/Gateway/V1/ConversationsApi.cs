using System.Collections.Immutable;
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

/// <summary>A user's conversations and what of them was read.</summary>
internal static class ConversationsApi
{
    public static void MapConversations(this RouteGroupBuilder v1)
    {
        v1.MapGet("/users/{user}/conversations", ListAsync)
            .Produces<ConversationsDto>()
            .Refuses(ErrorCodes.Forbidden)
            .Says("List conversations", "Your own; another's: admin and backend. With unread counts and the beginning of the newest message.");
        v1.MapPut("/users/{user}/conversations/{peer}/read", ReadAsync)
            .Takes<ReadBody>("""{"seq": 12}""")
            .Produces<ConversationDto>()
            .Refuses(ErrorCodes.Forbidden, ErrorCodes.ConversationNotFound)
            .Says("Mark as read", "All devices are told by `private.read`. Never goes back.");
    }

    private static async Task<IResult> ListAsync(string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (Owner.RefuseOthers(caller, user) is { } refused) return refused;
        var outcome = await grains.AskAsync<IUserGrain, ImmutableArray<ConversationView>>(
            Ids.Key(caller.App, user), grain => grain.GetConversationsAsync(cancellation), cancellation);
        return outcome.To(views => TypedResults.Ok(new ConversationsDto([.. views.Select(ConversationDto.From)])));
    }

    private static async Task<IResult> ReadAsync(
        string user, string peer, CurrentCaller caller, Body<ReadBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IUserGrain, ConversationView>(
            Ids.Key(caller.App, user), grain => grain.ReadAsync(caller.Value, peer, body.Value.Seq!.Value, cancellation), cancellation);
        return outcome.To(view => TypedResults.Ok(ConversationDto.From(view)));
    }
}
