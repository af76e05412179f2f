using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.OpenApi;

/// <summary>What a route says of itself in the OpenAPI document.</summary>
internal static class Documentation
{
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params string[] codes)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RefusalsMetadata(codes));

    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, string example)
        where TBody : class, IBody => route
        // Optional for the router: a body without Content-Type is answered by Body<T>, in its own words.
        .Accepts<TBody>(isOptional: true, "application/json")
        .WithMetadata(new ExampleMetadata(example))
        .Refuses(Contracts.ErrorCodes.BodyTooLarge, ErrorTable.MediaTypeUnsupported);

    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string summary, string description) =>
        route.WithSummary(summary).WithDescription(description);
}
