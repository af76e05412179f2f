using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Rooms.Contracts;

namespace Rooms.MediaRelay.Web;

/// <summary>RFC 9457 problem details of the play paths, in the form of rooms-v1 section 4.</summary>
internal sealed record PlayProblem(string Type, string Title, int Status, string Code, string Detail, string TraceId)
{
    public const string QuotaDetail = "the app that the stream is of has used what it may";

    private const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, string code, string detail)
    {
        var (status, title) = code switch
        {
            ErrorCodes.SignatureInvalid => (StatusCodes.Status403Forbidden, "The URL's token is not genuine"),
            ErrorCodes.SignatureExpired => (StatusCodes.Status403Forbidden, "The URL's token has expired"),
            ErrorCodes.OriginForbidden => (StatusCodes.Status403Forbidden, "Pages of this origin may not do that"),
            ErrorCodes.QuotaViewers => (StatusCodes.Status409Conflict, "The app has all the viewers that it may have"),
            ErrorCodes.QuotaBytes => (StatusCodes.Status429TooManyRequests, "The app has used its bytes of the day"),
            ErrorCodes.BodyInvalid => (StatusCodes.Status400BadRequest, "The request is not valid"),
            ErrorCodes.Draining => (StatusCodes.Status503ServiceUnavailable, "The node is draining"),
            ErrorCodes.NodeUnavailable => (StatusCodes.Status503ServiceUnavailable, "The node cannot serve this now"),
            _ => (StatusCodes.Status404NotFound, "There is no such stream"),
        };
        var trace = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        var problem = new PlayProblem($"urn:rooms:error:{code}", title, status, code, detail, trace);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsJsonAsync(problem, PlayJson.Default.PlayProblem, ContentType, context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlayProblem))]
internal sealed partial class PlayJson : JsonSerializerContext;
