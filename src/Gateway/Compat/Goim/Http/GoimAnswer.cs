using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>goim v2's envelope <c>{"code","message"[,"data"]}</c> (internal/logic/http/result.go).</summary>
internal static class GoimAnswer
{
    public const int RequestError = -400;
    public const int ServerError = -500;

    private const int Ok = 0;
    private const string Json = "application/json; charset=utf-8";

    public static Task OkAsync(HttpContext context, Action<Utf8JsonWriter>? data = null) => WriteAsync(context, Ok, "", Json, data);

    public static Task FailAsync(HttpContext context, int code, string message = "") => WriteAsync(context, code, message, Json, data: null);

    /// <summary>gin has sent status 400 before goim writes its envelope, which is why it is announced as text.</summary>
    public static Task NotBoundAsync(HttpContext context, string fault)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return WriteAsync(context, RequestError, fault, "text/plain; charset=utf-8", data: null);
    }

    public static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("404 page not found");
    }

    private static Task WriteAsync(HttpContext context, int code, string message, string type, Action<Utf8JsonWriter>? data)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("code", code);
            json.WriteString("message", message);
            if (data is not null)
            {
                json.WritePropertyName("data");
                data(json);
            }
            json.WriteEndObject();
        }
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }
}
