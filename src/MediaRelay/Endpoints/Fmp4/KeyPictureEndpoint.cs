using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Rooms.Contracts;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Fmp4;

/// <summary><c>GET /live/ID.key.mp4</c>: the last key frame as a file, for walls of many rooms.</summary>
internal sealed class KeyPictureEndpoint(AppAudiences audiences) : IPlayEndpoint
{
    private const string Suffix = ".key.mp4";
    private const string Protocol = "key";

    public bool IsPolled => true;

    public bool TryMatch(string file, bool isWebSocket, out PlayTarget target)
    {
        target = default;
        return !isWebSocket && PlayNames.TryMatch(file, Suffix, out target);
    }

    public async Task ServeAsync(PlayRequest request)
    {
        // No viewer, so no place is taken; but its bytes count.
        if (audiences.Of(request.Stream.App).IsSpent)
        {
            await PlayProblem.WriteAsync(request.Context, ErrorCodes.QuotaBytes, PlayProblem.QuotaDetail);
            return;
        }
        if (request.Stream.FindSink<KeyPicture>()?.Find() is not { } file)
        {
            await PlayProblem.WriteAsync(request.Context, ErrorCodes.StreamNotFound, "the stream has no key frame yet");
            return;
        }
        // The browser may keep it, and asks each time whether it is still the newest.
        request.Context.Response.Headers.CacheControl = "private, no-cache";
        var result = TypedResults.Bytes(file.Bytes, "video/mp4", enableRangeProcessing: true, entityTag: new EntityTagHeaderValue(file.ETag));
        await result.ExecuteAsync(request.Context);
        // 304 has no body and no length.
        request.Stream.Account.SentBy(Protocol).Add(request.Context.Response.ContentLength ?? 0);
    }
}
