using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>goim v2's HTTP side: <c>/goim/push/*</c>, <c>/goim/online/*</c>, <c>/goim/nodes/*</c> (internal/logic/http).</summary>
internal sealed class GoimV2Api(GoimPushes pushes, GoimOnline online, GoimNodes nodes)
{
    private const string TooLong = "http: request body too large";

    public Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("POST", "/goim/push/keys") => PushKeysAsync(context),
        ("POST", "/goim/push/mids") => PushMidsAsync(context),
        ("POST", "/goim/push/room") => PushRoomAsync(context),
        ("POST", "/goim/push/all") => PushAllAsync(context),
        ("GET", "/goim/online/top") => OnlineTopAsync(context),
        ("GET", "/goim/online/room") => OnlineRoomAsync(context),
        ("GET", "/goim/online/total") => OnlineTotalAsync(context),
        ("GET", "/goim/nodes/weighted") => GoimAnswer.OkAsync(context, json => nodes.WriteWeighted(json, context.Request)),
        ("GET", "/goim/nodes/instances") => GoimAnswer.OkAsync(context, json => nodes.WriteInstances(json, context.Request)),
        _ => GoimAnswer.NotFoundAsync(context),
    };

    private async Task PushKeysAsync(HttpContext context)
    {
        var query = new GinQuery(context.Request.Query);
        var (operation, keys) = (query.Int32("operation", "Op"), query.Texts("keys"));
        if (await ReadAsync(context, query) is not { } body) return;
        // Redis refuses to look up nothing, and goim hands its error on without a word.
        if (keys.Length == 0)
        {
            await GoimAnswer.FailAsync(context, GoimAnswer.RequestError);
            return;
        }
        await pushes.PushKeysAsync(new GoimMessage(operation, body), keys);
        await GoimAnswer.OkAsync(context);
    }

    private async Task PushMidsAsync(HttpContext context)
    {
        var query = new GinQuery(context.Request.Query);
        var (operation, mids) = (query.Int32("operation", "Op"), query.Int64s("mids"));
        if (await ReadAsync(context, query) is not { } body) return;
        // goim keeps no keys of mid 0, which is everybody who did not say who he is.
        await pushes.PushMidsAsync(new GoimMessage(operation, body), mids.Where(mid => mid > 0));
        await GoimAnswer.OkAsync(context);
    }

    private async Task PushRoomAsync(HttpContext context)
    {
        var query = new GinQuery(context.Request.Query);
        var (operation, type, room) = (query.Int32("operation", "Op", isRequired: true), query.Text("type", "Type"), query.Text("room", "Room"));
        if (await ReadAsync(context, query) is not { } body) return;
        var sent = await pushes.PushRoomAsync(new GoimMessage(operation, body), RoomKeys.Join(type, room), context.RequestAborted);
        await (sent.IsOk ? GoimAnswer.OkAsync(context) : GoimAnswer.FailAsync(context, GoimAnswer.ServerError, $"{sent.Code}: {sent.Detail}"));
    }

    private async Task PushAllAsync(HttpContext context)
    {
        var query = new GinQuery(context.Request.Query);
        var (operation, speed) = (query.Int32("operation", "Op", isRequired: true), query.Int32("speed", "Speed"));
        if (await ReadAsync(context, query) is not { } body) return;
        var message = new GoimMessage(operation, body);
        if (speed <= 0) await pushes.PushAllAsync(message);
        await (speed <= 0 || pushes.TryPushAll(message, speed) ? GoimAnswer.OkAsync(context) : GoimAnswer.FailAsync(context, GoimAnswer.ServerError, "too many pushes with a speed go on"));
    }

    private Task OnlineTopAsync(HttpContext context)
    {
        var query = new GinQuery(context.Request.Query);
        var (type, limit) = (query.Text("type", "Type"), query.Int32("limit", "Limit", isRequired: true));
        if (query.Fault is { } fault) return GoimAnswer.NotBoundAsync(context, fault);
        // goim breaks off with a status 500 here.
        if (limit < 0) return GoimAnswer.FailAsync(context, GoimAnswer.RequestError, "limit is negative");
        var top = online.Rooms.Where(room => room.Key.StartsWith(type, StringComparison.Ordinal) && room.Key.Contains("://", StringComparison.Ordinal))
            .OrderByDescending(room => room.Value).Take(limit);
        return GoimAnswer.OkAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (key, count) in top)
            {
                json.WriteStartObject();
                json.WriteString("room_id", key[(key.IndexOf("://", StringComparison.Ordinal) + 3)..]);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private Task OnlineRoomAsync(HttpContext context)
    {
        var query = new GinQuery(context.Request.Query);
        var (type, rooms) = (query.Text("type", "Type"), query.RequiredTexts("rooms", "Rooms"));
        if (query.Fault is { } fault) return GoimAnswer.NotBoundAsync(context, fault);
        return GoimAnswer.OkAsync(context, json =>
        {
            json.WriteStartObject();
            foreach (var room in rooms.Distinct()) json.WriteNumber(room, online.CountIn(RoomKeys.Join(type, room)));
            json.WriteEndObject();
        });
    }

    private Task OnlineTotalAsync(HttpContext context)
    {
        var (connections, addresses) = online.Count();
        return GoimAnswer.OkAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("ip_count", addresses);
            json.WriteNumber("conn_count", connections);
            json.WriteEndObject();
        });
    }

    /// <summary>Null: the query or the body is not right, and that is answered.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context, GinQuery query)
    {
        if (query.Fault is { } fault)
        {
            await GoimAnswer.NotBoundAsync(context, fault);
            return null;
        }
        var body = await GoimBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is null) await GoimAnswer.FailAsync(context, GoimAnswer.RequestError, TooLong);
        return body;
    }
}
