using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Pushes;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>The live connections of an app, for its admin and operators (docs/push.md).</summary>
internal static class ConnectionsApi
{
    private const int MaxLimit = 1_000;
    private const string Reason = "closed by the app";

    public static void MapConnections(this RouteGroupBuilder v1)
    {
        var connections = v1.MapGroup("/connections").RequireAuthorization(BearerHandler.AdminPolicy).Refuses(ErrorCodes.Forbidden);
        connections.MapGet("", ListAsync)
            .Produces<ConnectionsDto>()
            .Says("List connections", "Of `/ws`, server-sent events, goim and webim, at the gateway process that answers.");
        connections.MapDelete("/{connection}", CloseAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.ConnectionNotFound)
            .Says("Close a connection", "Its client may come again.");
        connections.MapPut("/{connection}/labels", LabelAsync)
            .Takes<LabelsBody>("""{"labels": ["vip", "android"]}""")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.ConnectionNotFound)
            .Says("Label a connection", "For pushes to labels. A client may label itself in its hello.");
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller,
        ConnectionViews views,
        [Description("Of this user.")] string? user = null,
        [Description("That follow this room.")] string? room = null,
        [Description("1 to 1000.")] int limit = 100)
    {
        if (Field.OutOfRange("limit", limit, 1, MaxLimit) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        return TypedResults.Ok(new ConnectionsDto(await views.ListAsync(caller.App, user, room, limit)));
    }

    private static async Task<IResult> CloseAsync(string connection, CurrentCaller caller, ConnectionViews views) =>
        await views.CloseAsync(caller.App, connection, Reason) ? TypedResults.NoContent() : NotFound();

    private static async Task<IResult> LabelAsync(string connection, CurrentCaller caller, Body<LabelsBody> body, ConnectionViews views) =>
        await views.LabelAsync(caller.App, connection, body.Value.Labels!) ? TypedResults.NoContent() : NotFound();

    private static Problem NotFound() => new(ErrorCodes.ConnectionNotFound, "no connection of this id is here");
}
