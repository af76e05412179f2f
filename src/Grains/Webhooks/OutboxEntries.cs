using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Webhooks;

/// <summary>
/// Makes outbox entries (docs/webhooks.md). A grain that wants its app told asks <see cref="IWebhookSubscriptions"/>, and gives what is made here to
/// <see cref="Journal.JournalAttachments.Outbox"/> of the append: told if and only if it is stored.
/// </summary>
internal static class OutboxEntries
{
    private const int FirstBuffer = 512;

    /// <summary>A numbered event of a room.</summary>
    public static OutboxEntry OfRoom(string app, string room, RoomEventView view)
    {
        var id = $"room/{room}/{view.Seq}/{Stamp(view.At)}";
        var body = Write(app, id, view.Type, view.At, json =>
        {
            json.WriteString("room", room);
            if (view.User is not null) json.WriteString("user", view.User);
            json.WriteNumber("seq", view.Seq);
        }, view.Data);
        return new OutboxEntry(app, $"room/{room}", id, view.Type, view.At, body);
    }

    /// <summary>A numbered event of a user, such as <c>message.offline</c>; <paramref name="data"/> is a JSON object.</summary>
    public static OutboxEntry OfUser(string app, string user, long seq, string type, DateTimeOffset at, string data)
    {
        var id = $"user/{user}/{seq}/{Stamp(at)}";
        var body = Write(app, id, type, at, json =>
        {
            json.WriteString("user", user);
            json.WriteNumber("seq", seq);
        }, data);
        return new OutboxEntry(app, $"user/{user}", id, type, at, body);
    }

    // A room whose id is used again begins at 1 again: its time tells them apart.
    private static string Stamp(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);

    private static byte[] Write(string app, string id, string type, DateTimeOffset at, Action<Utf8JsonWriter> where, string data)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstBuffer + data.Length);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("app", app);
            json.WriteString("type", type);
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            where(json);
            json.WritePropertyName("data");
            json.WriteRawValue(data);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
