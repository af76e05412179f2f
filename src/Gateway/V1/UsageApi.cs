using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Rooms.Contracts;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>What apps have used, by room and day (docs/usage.md).</summary>
internal static class UsageApi
{
    private const string Csv = "csv";
    private const string Json = "json";
    private const string Cursor = "cursor";

    public static void MapUsage(this RouteGroupBuilder v1) => v1.MapGet("/usage", GetAsync)
        .Produces<UsageDto>()
        .Refuses(ErrorCodes.Forbidden, ErrorCodes.NodeUnavailable)
        .Says(
            "Read usage",
            "Roles admin and backend: the own app. Operators: the app named with `?app=`, or all. Bytes in and out by protocol, viewer-minutes, peak viewers, "
            + "stream-minutes and messages for every room and day (UTC). CSV with `format=csv` or `Accept: text/csv`. Follow `next` until it is null, or the "
            + "header `Link` (`rel=\"next\"`) while there is one: an answer holds some 15,000 rows.");

    private static async Task<IResult> GetAsync(
        UsageScope scope,
        HttpRequest request,
        UsageReads reads,
        TimeProvider time,
        CancellationToken cancellation,
        [Description("First day, `2026-11-01`; default: 29 days before `to`.")] string? from = null,
        [Description("Last day, included; default: today.")] string? to = null,
        [Description("This room alone.")] string? room = null,
        [Description("The `next` of the answer before.")] string? cursor = null,
        [Description("`json` or `csv`.")] string? format = null)
    {
        if (UsageSpan.TryRead(from, to, time.GetUtcNow(), out var span) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        if (format is not (null or Csv or Json)) return new Problem(ErrorCodes.BodyInvalid, "format: wanted json or csv");
        if (!string.IsNullOrEmpty(room) && !Ids.IsValid(room)) return new Problem(ErrorCodes.BodyInvalid, Field.NoId(nameof(room)));
        UsageCursor? after = null;
        if (!string.IsNullOrEmpty(cursor) && !UsageCursor.TryRead(cursor, out after)) return new Problem(ErrorCodes.BodyInvalid, "cursor: wanted the next of an answer");
        var outcome = await reads.ReadAsync(new UsageWish(scope.Apps, span, string.IsNullOrEmpty(room) ? null : room, after), cancellation);
        return outcome.To(page => Answer(request, page, WantsCsv(request, format)));
    }

    private static IResult Answer(HttpRequest request, UsageDto page, bool isCsv)
    {
        if (page.Next is { } next)
        {
            var query = request.Query.Where(value => !value.Key.Equals(Cursor, StringComparison.OrdinalIgnoreCase)).Append(new KeyValuePair<string, StringValues>(Cursor, next));
            request.HttpContext.Response.Headers.Link = $"<{request.PathBase}{request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }
        return isCsv ? ToFile(page) : TypedResults.Ok(page);
    }

    private static bool WantsCsv(HttpRequest request, string? format) =>
        format is null ? request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)) : format == Csv;

    private static FileContentHttpResult ToFile(UsageDto page) =>
        TypedResults.File(UsageCsv.Write(page.Rows), "text/csv; charset=utf-8", $"usage-{page.From}-{page.To}.csv");
}
