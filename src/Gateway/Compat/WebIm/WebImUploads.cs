using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Files;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>
/// Pictures of webim's pages (contract section 5), kept as files of the room. A polling client of 2019 is known by its cookie; nobody else says who he is.
/// </summary>
internal sealed class WebImUploads(
    FileUploads uploads, Thumbnails thumbnails, FileLinks links, FileReading reading, WebImComet comet, WebImRoom room, IOptions<WebImOptions> options)
{
    private const string Failure = "上传失败，请重新上传！ Error:";

    /// <summary>POST /page/upload: the picture's addresses, or a sentence.</summary>
    public async Task AnswerFirstAsync(HttpContext context)
    {
        var sent = await ReceiveAsync(context);
        if (sent.Value is { } picture) await WriteAsync(context, StatusCodes.Status200OK, picture);
        else if (sent.Code == ErrorCodes.BodyInvalid) await WriteAsync(context, StatusCodes.Status400BadRequest, "Bad Request\n");
        else await WriteAsync(context, StatusCodes.Status200OK, Failure + sent.Code);
    }

    /// <summary>POST /upload: the same as text in an answer with a code.</summary>
    public async Task AnswerSecondAsync(HttpContext context)
    {
        var sent = await ReceiveAsync(context);
        if (sent.Value is { } picture) await WriteAsync(context, StatusCodes.Status200OK, WebImMessages.Uploaded(picture));
        else if (sent.Code == ErrorCodes.BodyInvalid) await WriteAsync(context, StatusCodes.Status403Forbidden, "");
        else await WriteAsync(context, StatusCodes.Status200OK, WebImMessages.NotUploaded(Failure + sent.Code, ErrorTable.Find(sent.Code!).Status));
    }

    /// <summary>GET of what <see cref="ReceiveAsync"/> has linked to: the pages know this port alone.</summary>
    public async Task OpenAsync(HttpContext context, string file)
    {
        var query = context.Request.Query;
        var opened = await reading.OpenAsync(new FilePlace(query["app"].ToString(), query["room"].ToString(), file), query["token"], context.Response, context.RequestAborted);
        await opened.ExecuteAsync(context);
    }

    /// <summary>JSON of the picture and of a small one. Refusals: those of a message and of a file; body_invalid where there is none.</summary>
    private async Task<Outcome<string>> ReceiveAsync(HttpContext context)
    {
        // A bare body would be a file elsewhere.
        if (context.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true) return Refusal.Of<string>(ErrorCodes.BodyInvalid, "no form with a file");
        var caller = room.CallerOf(comet.ClientOf(context.Request.Cookies[WebImComet.Cookie]));
        var asked = await room.MayWriteAsync(caller, context.RequestAborted);
        if (!asked.IsOk) return asked.As<string>();
        var sent = await uploads.ReceivePictureAsync(context, caller, options.Value.Room);
        if (sent.Value is not { } note) return sent.As<string>();
        var place = new FilePlace(caller.App, options.Value.Room, note.FileId);
        var isSmall = await thumbnails.TryMakeAsync(place, note, context.RequestAborted);
        var origin = OriginOf(context.Request);
        return WebImMessages.Picture(links.Make(place, origin).Url, links.Make(isSmall ? place.Thumbnail : place, origin).Url);
    }

    // ws and wss as http and https.
    private string OriginOf(HttpRequest request) => options.Value.Url.Length > 0
        ? "http" + new Uri(options.Value.Url).GetLeftPart(UriPartial.Authority)["ws".Length..]
        : $"{request.Scheme}://{OwnAddress.Of(request)}";

    private Task WriteAsync(HttpContext context, int status, string body)
    {
        WebImCors.Allow(context.Response, options.Value);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = body.StartsWith('{') ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
        return context.Response.WriteAsync(body);
    }
}
