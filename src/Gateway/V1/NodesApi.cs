using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Relays;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>The media nodes, for operators (rooms-v1 section 7).</summary>
internal static class NodesApi
{
    public static void MapNodes(this RouteGroupBuilder v1)
    {
        v1.MapGet("/nodes", ListAsync)
            .RequireAuthorization(BearerHandler.OperatorPolicy)
            .Produces<NodesDto>()
            .Refuses(ErrorCodes.Forbidden)
            .Says("List media nodes", "Operators only: nodes belong to no app.");
        v1.MapPost("/nodes/{node}/drain", DrainAsync)
            .RequireAuthorization(BearerHandler.OperatorPolicy)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.NodeNotFound, ErrorCodes.Forbidden)
            .Says("Drain a node", "It gets no new streams; those it has go on until they end. A repeat is a success.");
    }

    private static async Task<IResult> ListAsync(GrainCalls grains, CancellationToken cancellation)
    {
        var nodes = await grains.GetAsync<IRelayDirectoryGrain, ImmutableArray<RelayNodeView>>(
            IRelayDirectoryGrain.Key, directory => directory.GetNodesAsync(cancellation), cancellation);
        return TypedResults.Ok(new NodesDto([.. nodes.Select(NodeDto.From)]));
    }

    private static async Task<IResult> DrainAsync(string node, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRelayDirectoryGrain, Done>(
            IRelayDirectoryGrain.Key, directory => directory.DrainAsync(node, cancellation), cancellation);
        return outcome.ToNoContent();
    }
}
