using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Who changed apps and keys.</summary>
internal static class AuditApi
{
    private const int MaxLimit = 100;

    public static void MapAudit(this RouteGroupBuilder v1) => v1.MapGet("/audit", GetAsync)
        .RequireAuthorization(BearerHandler.OperatorPolicy)
        .Produces<AuditPageDto>()
        .Refuses(ErrorCodes.Forbidden)
        .Says("Read the audit of apps and keys", "Newest first; the last 10,000 changes. Operators only.");

    private static async Task<IResult> GetAsync(
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("The `next` of the page before.")] long before = 0,
        [Description("1 to 100.")] int limit = 50)
    {
        if (before < 0) return new Problem(ErrorCodes.BodyInvalid, "before: wanted 0 or more");
        if (Field.OutOfRange("limit", limit, 1, MaxLimit) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        var outcome = await grains.AskAsync<IAppRegistryGrain, ImmutableArray<AuditEntry>>(
            IAppRegistryGrain.Key, registry => registry.GetAuditAsync(before, limit, cancellation), cancellation);
        return outcome.To(ToPage);
    }

    private static IResult ToPage(ImmutableArray<AuditEntry> entries) => TypedResults.Ok(
        new AuditPageDto([.. entries.Select(AuditEntryDto.From)], entries is [.., { Seq: > 1 } last] ? last.Seq : null));
}
