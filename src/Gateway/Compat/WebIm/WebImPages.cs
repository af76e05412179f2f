using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>What webim's port serves: WebSocket at / and /websocket, polling, pictures, config.js.</summary>
internal sealed class WebImPages(WebImSockets sockets, WebImComet comet, WebImUploads uploads, IOptions<WebImOptions> options)
{
    private const string Generation2019 = "/websocket";
    private const string Files = "/v1/files/";

    public Task AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        var path = context.Request.Path.Value ?? "/";
        if (context.WebSockets.IsWebSocketRequest) return path switch
        {
            "/" => sockets.RunAsync(context, WebImHub.NewNumber, stopping),
            Generation2019 => sockets.RunAsync(context, WebImHub.NewWord, stopping),
            _ => NotFoundAsync(context),
        };
        if (path.StartsWith(Generation2019 + "/", StringComparison.Ordinal)) return PollAsync(context, path[(Generation2019.Length + 1)..], stopping);
        return context.Request.Method switch
        {
            "POST" when path == "/page/upload" => uploads.AnswerFirstAsync(context),
            "POST" when path == "/upload" => uploads.AnswerSecondAsync(context),
            "POST" => PollAsync(context, null, stopping),
            "GET" when path == "/config.js" => ConfigAsync(context),
            "GET" when path.StartsWith(Files, StringComparison.Ordinal) => uploads.OpenAsync(context, path[Files.Length..]),
            _ => NotFoundAsync(context),
        };
    }

    private async Task PollAsync(HttpContext context, string? action, CancellationToken stopping)
    {
        IFormCollection form;
        try
        {
            form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException or IOException)
        {
            // Too long, or no form. InvalidDataException: more fields than anybody has.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await (action is null ? comet.AnswerAsync(context, form, stopping) : comet.AnswerAsync(context, action, form, stopping));
    }

    private Task ConfigAsync(HttpContext context)
    {
        var url = options.Value.Url.Length > 0 ? options.Value.Url : $"ws://{context.Request.Host}/";
        context.Response.ContentType = "application/javascript; charset=utf-8";
        // JSON's escapes are JavaScript's: a host name that a stranger sent ends no string here.
        return context.Response.WriteAsync($$"""
            var webim = {
                'server' : {{WebImMessages.Write(json => json.WriteStringValue(url))}}
            }
            """);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
