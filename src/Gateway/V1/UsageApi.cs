using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Apps;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>What apps have used, by room and day (docs/usage.md).</summary>
internal static class UsageApi
{
    // Some 15 MB of JSON.
    private const int MaxRows = 50_000;

    private const string Csv = "csv";
    private const string Json = "json";

    public static void MapUsage(this RouteGroupBuilder v1) => v1.MapGet("/usage", GetAsync)
        .Produces<UsageDto>()
        .Refuses(ErrorCodes.Forbidden, ErrorCodes.NodeUnavailable)
        .Says(
            "Read usage",
            "Roles admin and backend: the own app. Operators: the app named with `?app=`, or all. Bytes in and out by protocol, viewer-minutes, peak viewers, "
            + "stream-minutes and messages for every room and day (UTC). CSV with `format=csv` or `Accept: text/csv`.");

    private static async Task<IResult> GetAsync(
        UsageScope scope,
        HttpRequest request,
        GrainCalls grains,
        TimeProvider time,
        CancellationToken cancellation,
        [Description("First day, `2026-11-01`; default: 29 days before `to`.")] string? from = null,
        [Description("Last day, included; default: today.")] string? to = null,
        [Description("`json` or `csv`.")] string? format = null)
    {
        if (UsageSpan.TryRead(from, to, time.GetUtcNow(), out var span) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        if (format is not (null or Csv or Json)) return new Problem(ErrorCodes.BodyInvalid, "format: wanted json or csv");
        var rows = new List<UsageRowDto>();
        foreach (var app in scope.Apps)
        {
            var outcome = await grains.AskAsync<IAppGrain, ImmutableArray<UsageAmount>>(
                app, grain => grain.GetUsageAsync(span.FromDay, span.ToDay, cancellation), cancellation);
            if (!outcome.IsOk) return outcome.ToProblem();
            rows.AddRange(UsageRows.From(app, outcome.Value));
            if (rows.Count > MaxRows) return new Problem(ErrorCodes.BodyInvalid, "from, to, app: too much for one answer, ask for fewer days or one app");
        }
        return WantsCsv(request, format) ? ToFile(span, rows) : TypedResults.Ok(new UsageDto(span.From, span.To, [.. rows]));
    }

    private static bool WantsCsv(HttpRequest request, string? format) =>
        format is null ? request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)) : format == Csv;

    private static FileContentHttpResult ToFile(UsageSpan span, IReadOnlyList<UsageRowDto> rows) =>
        TypedResults.File(UsageCsv.Write(rows), "text/csv; charset=utf-8", $"usage-{span.From}-{span.To}.csv");
}
