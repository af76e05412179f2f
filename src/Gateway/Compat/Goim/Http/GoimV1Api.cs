using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Wire.Goim;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>goim v1's HTTP side: <c>/1/push*</c>, <c>/1/count</c>, <c>/1/server/del</c> (logic/http.go). Always status 200 and <c>{"ret":1}</c> or another number.</summary>
internal sealed class GoimV1Api(GoimPushes pushes, GoimOnline online, IOptions<GoimV1Options> options)
{
    private const int Ok = 1;
    private const int InternalError = 65535;

    // This process; v1 numbers its comets in their configuration.
    private const int ServerId = 1;

    public Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/1/push" => TakeAsync(context, "POST", PushAsync),
        "/1/pushs" => TakeAsync(context, "POST", PushManyAsync),
        "/1/push/room" => TakeAsync(context, "POST", PushRoomAsync),
        "/1/push/all" => TakeAsync(context, "POST", PushAllAsync),
        "/1/count" => TakeAsync(context, "GET", CountAsync),
        "/1/server/del" => TakeAsync(context, "POST", DeleteServerAsync),
        _ => GoimAnswer.NotFoundAsync(context),
    };

    private static Task TakeAsync(HttpContext context, string method, Func<HttpContext, Task> answer)
    {
        if (context.Request.Method == method) return answer(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Method Not Allowed\n");
    }

    private async Task PushAsync(HttpContext context)
    {
        var body = await GoimBody.ReadAsync(context.Request, context.RequestAborted);
        var isRead = TryReadNumber(context, "uid", long.MinValue, long.MaxValue, out var user);
        if (body is not null && isRead) await pushes.PushMidsAsync(Message(body), [user]);
        await AnswerAsync(context, body is not null && isRead);
    }

    private async Task PushManyAsync(HttpContext context)
    {
        var body = await GoimBody.ReadAsync(context.Request, context.RequestAborted);
        var command = body is null ? null : GoimV1Pushes.Read(body);
        if (command is not null) await pushes.PushMidsAsync(Message(command.Message), command.Users);
        await AnswerAsync(context, command is not null);
    }

    // "ensure" asks goim to create the room in its memory; ours exists with its first message.
    private async Task PushRoomAsync(HttpContext context)
    {
        var body = await GoimBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is null || !TryReadNumber(context, "rid", int.MinValue, int.MaxValue, out var room))
        {
            await AnswerAsync(context, isOk: false);
            return;
        }
        var key = RoomKeys.Join(options.Value.RoomType, room.ToString());
        var sent = await pushes.PushRoomAsync(Message(body), key, context.RequestAborted);
        await AnswerAsync(context, sent.IsOk);
    }

    private async Task PushAllAsync(HttpContext context)
    {
        var body = await GoimBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is not null) await pushes.PushAllAsync(Message(body));
        await AnswerAsync(context, body is not null);
    }

    private Task CountAsync(HttpContext context) => context.Request.Query["type"].FirstOrDefault() switch
    {
        "room" => AnswerAsync(context, isOk: true, WriteRooms),
        "server" => AnswerAsync(context, isOk: true, WriteServers),
        _ => AnswerAsync(context, isOk: true),
    };

    // goim forgets the sessions of a comet that has died; here a connection's end is its own.
    private static Task DeleteServerAsync(HttpContext context) =>
        AnswerAsync(context, TryReadNumber(context, "server", int.MinValue, int.MaxValue, out _));

    private GoimMessage Message(byte[] body) => new(pushes.DefaultOperation, body);

    private void WriteRooms(Utf8JsonWriter json)
    {
        var prefix = RoomKeys.Join(options.Value.RoomType, "");
        foreach (var (key, count) in online.Rooms)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal) || !int.TryParse(key.AsSpan(prefix.Length), out var room)) continue;
            json.WriteStartObject();
            json.WriteNumber("RoomId", room);
            json.WriteNumber("Count", count);
            json.WriteEndObject();
        }
    }

    private void WriteServers(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("Server", ServerId);
        json.WriteNumber("Count", online.Count().Connections);
        json.WriteEndObject();
    }

    private static bool TryReadNumber(HttpContext context, string name, long min, long max, out long number) =>
        GoimNumber.TryRead(Encoding.UTF8.GetBytes(context.Request.Query[name].FirstOrDefault() ?? ""), out number) && number >= min && number <= max;

    private static async Task AnswerAsync(HttpContext context, bool isOk, Action<Utf8JsonWriter>? data = null)
    {
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            if (data is not null)
            {
                json.WriteStartArray("data");
                data(json);
                json.WriteEndArray();
            }
            json.WriteNumber("ret", isOk ? Ok : InternalError);
            json.WriteEndObject();
        }
        // What Go makes of an answer that does not say what it is.
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
