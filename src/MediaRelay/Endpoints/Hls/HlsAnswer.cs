using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Hls;

internal static class HlsAnswer
{
    public static void SetMedia(HttpResponse response, long length)
    {
        response.ContentType = "video/mp4";
        response.ContentLength = length;
        // A number is never used twice; the list forgets it within a minute.
        response.Headers.CacheControl = "max-age=60";
    }

    /// <summary>Part of the body, counted for the stream.</summary>
    public static ValueTask WriteAsync(PlayRequest request, ReadOnlyMemory<byte> bytes)
    {
        request.Stream.Account.SentBy(HlsNames.Protocol).Add(bytes.Length);
        return request.Context.Response.Body.WriteAsync(bytes, request.Aborted);
    }

    /// <summary>A quota is used up.</summary>
    public static Task RefuseAsync(PlayRequest request, string code) => PlayProblem.WriteAsync(request.Context, code, PlayProblem.QuotaDetail);

    public static Task RefuseAsync(PlayRequest request) =>
        PlayProblem.WriteAsync(request.Context, ErrorCodes.StreamNotFound, "there is no such segment, or none yet: load the playlist again");
}
