using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Webhooks;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;
using Rooms.Gateway.Webhooks;

namespace Rooms.Gateway.V1;

/// <summary>How an app's webhooks stand, and the events that were given up (docs/webhooks.md).</summary>
internal static class WebhooksApi
{
    private const int MaxLimit = 100;

    public static void MapWebhooks(this RouteGroupBuilder v1)
    {
        var webhooks = v1.MapGroup("/webhooks").RequireAuthorization(BearerHandler.AdminPolicy).Refuses(ErrorCodes.Forbidden);
        webhooks.MapGet("", GetAsync)
            .Produces<WebhooksDto>()
            .Says("See how webhooks stand", "What is configured, what waits, what fails. The app's admin, and operators with `?app=`.");
        webhooks.MapGet("/dead", ListAsync)
            .Produces<DeadPageDto>()
            .Says("List events that were given up", "Newest first; kept for a week, at most 10,000.");
        webhooks.MapPost("/dead/replay", ReplayAllAsync)
            .Produces<CountDto>()
            .Says("Post all given up events once more", "A repeat finds none: harmless without an Idempotency-Key.");
        webhooks.MapPost("/dead/{event}/replay", ReplayAsync)
            .Produces<CountDto>()
            .Refuses(ErrorCodes.EventNotFound)
            .Says("Post a given up event once more", "It goes first among the events of its room that wait.");
        webhooks.MapDelete("/dead", DropAllAsync)
            .Produces<CountDto>()
            .Says("Forget all given up events", "They are not posted any more.");
        webhooks.MapDelete("/dead/{event}", DropAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.EventNotFound)
            .Says("Forget a given up event", "It is not posted any more.");
    }

    private static async Task<IResult> GetAsync(
        CurrentCaller caller, Apps apps, WebhookDispatcher dispatcher, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IOutboxGrain, OutboxFigures>(caller.App, outbox => outbox.GetAsync(cancellation), cancellation);
        var options = apps.TryFind(caller.App, out var app) ? app.Options.Webhooks : null;
        return outcome.To(figures => TypedResults.Ok(WebhooksDto.From(options, figures, dispatcher.HealthOf(caller.App))));
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("1 to 100.")] int limit = 20,
        [Description("The `next` of the page before.")] long cursor = 0)
    {
        if (cursor < 0) return new Problem(ErrorCodes.BodyInvalid, "cursor: wanted 0 or more");
        if (Field.OutOfRange("limit", limit, 1, MaxLimit) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        var outcome = await grains.AskAsync<IOutboxGrain, ImmutableArray<DeadEvent>>(
            caller.App, outbox => outbox.ListDeadAsync(cursor, limit, cancellation), cancellation);
        return outcome.To(dead => TypedResults.Ok(new DeadPageDto([.. dead.Select(DeadEventDto.From)], dead.Length == limit ? dead[^1].Id : null)));
    }

    private static Task<IResult> ReplayAllAsync(CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        CountAsync(caller, grains, outbox => outbox.ReplayAsync(null, cancellation), cancellation);

    private static Task<IResult> ReplayAsync(long @event, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        CountAsync(caller, grains, outbox => outbox.ReplayAsync(@event, cancellation), cancellation);

    private static Task<IResult> DropAllAsync(CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        CountAsync(caller, grains, outbox => outbox.DropAsync(null, cancellation), cancellation);

    private static async Task<IResult> DropAsync(long @event, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IOutboxGrain, long>(caller.App, outbox => outbox.DropAsync(@event, cancellation), cancellation);
        return outcome.To(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> CountAsync(CurrentCaller caller, GrainCalls grains, Func<IOutboxGrain, Task<Outcome<long>>> change, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync(caller.App, change, cancellation);
        return outcome.To(count => TypedResults.Ok(new CountDto(count)));
    }
}
