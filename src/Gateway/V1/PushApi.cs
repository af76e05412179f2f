using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Pushes;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Pushes of an app's backend: to users and rooms, now or later (docs/push.md).</summary>
internal static class PushApi
{
    public static void MapPush(this RouteGroupBuilder v1)
    {
        var push = v1.MapGroup("/push").Refuses(ErrorCodes.Forbidden);
        push.MapPost("", PushAsync)
            .Takes<PushOrderBody>("""{"to": {"users": ["bob"], "rooms": ["r1"]}, "type": "notice", "text": "The sale begins", "expires": "2030-01-01T00:00:00Z"}""")
            .Produces<PushReceiptDto>(StatusCodes.Status202Accepted)
            .Refuses(ErrorCodes.PushScheduleFull, ErrorCodes.IdempotencyKeyReused)
            .Says("Push to users, rooms and connections", "Backend and admin. To users and rooms numbered and stored: nobody misses it. To connections, labels and all: who is there now. "
                + "With `at` later; what a target refuses is in `failed`.");
        push.MapGet("/{push}", GetAsync)
            .Produces<PushViewDto>()
            .Refuses(ErrorCodes.PushNotFound)
            .Says("See a scheduled push", "One that waits, or one of the last 1,000 that are over.");
        push.MapDelete("/{push}", CancelAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.PushNotFound)
            .Says("Cancel a scheduled push", "One that goes out already is not found.");
    }

    private static async Task<IResult> PushAsync(
        CurrentCaller caller, Body<PushOrderBody> body, PushDeliveries deliveries, LivePushes live, PushMemory memory, GrainCalls grains, TimeProvider time,
        CancellationToken cancellation)
    {
        if (Refuse(caller) is { } forbidden) return forbidden;
        var now = time.GetUtcNow();
        var order = body.Value.ToOrder(now);
        if (order.Expires <= now) return new Problem(ErrorCodes.BodyInvalid, "expires: has passed");
        if (order.At > now) return await ScheduleAsync(caller, order, body.Stamp, grains, cancellation);
        if (order.Live is not { } targets) return (await SendAsync(caller, order, body.Stamp, deliveries, cancellation)).To(Accepted);
        if (body.Stamp is not null && memory.Recall(caller.App, body.Stamp) is { } known) return known.To(Accepted);
        var sent = await SendAsync(caller, order, body.Stamp, deliveries, cancellation);
        if (sent.Value is not { } receipt) return sent.ToProblem();
        receipt = receipt with { Connections = await live.SendAsync(caller.App, targets, order.ToInbox(receipt.Id)) };
        if (body.Stamp is not null) memory.Remember(caller.App, body.Stamp, receipt);
        return Accepted(receipt);
    }

    private static async Task<Outcome<PushReceiptDto>> SendAsync(
        CurrentCaller caller, PushOrder order, IdempotencyStamp? stamp, PushDeliveries deliveries, CancellationToken cancellation)
    {
        // A repeat is the same push.
        var id = stamp?.Key ?? Guid.NewGuid().ToString("N");
        var failed = await deliveries.SendAsync(caller.Value, id, order, stamp, cancellation);
        if (failed.FirstOrDefault(failure => failure.Code == ErrorCodes.IdempotencyKeyReused) is { } reused) return Refusal.Of<PushReceiptDto>(reused.Code, reused.Detail);
        return new PushReceiptDto(id, order.Users.Length + order.Rooms.Length - failed.Count, [.. failed.Select(PushFailureDto.From)]);
    }

    private static async Task<IResult> ScheduleAsync(CurrentCaller caller, PushOrder order, IdempotencyStamp? stamp, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IPushScheduleGrain, PushView>(
            caller.App, schedule => schedule.ScheduleAsync(caller.Value, order, stamp, cancellation), cancellation);
        return outcome.To(push => Accepted(new PushReceiptDto(push.Id, push.Targets, [])));
    }

    private static async Task<IResult> GetAsync(string push, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } forbidden) return forbidden;
        var outcome = await grains.AskAsync<IPushScheduleGrain, PushView>(caller.App, schedule => schedule.GetAsync(push, cancellation), cancellation);
        return outcome.To(view => TypedResults.Ok(PushViewDto.From(view)));
    }

    private static async Task<IResult> CancelAsync(string push, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } forbidden) return forbidden;
        var outcome = await grains.AskAsync<IPushScheduleGrain, Done>(caller.App, schedule => schedule.CancelAsync(caller.Value, push, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static Problem? Refuse(CurrentCaller caller) =>
        caller.Value.Has(Roles.Backend | Roles.Admin) ? null : new Problem(ErrorCodes.Forbidden, "pushes come from backend and admin");

    private static JsonHttpResult<PushReceiptDto> Accepted(PushReceiptDto receipt) => TypedResults.Json(receipt, statusCode: StatusCodes.Status202Accepted);
}
