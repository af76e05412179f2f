using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Rooms.Gateway.Vetoes;

/// <summary>Writes the questions: <c>{id, hook, app, at, room?, user?, data}</c>.</summary>
internal static class VetoQuestions
{
    public static string NameOf(VetoKind kind) => kind switch
    {
        VetoKind.Publish => "before-publish",
        VetoKind.Play => "before-play",
        VetoKind.Join => "before-join",
        VetoKind.Message => "before-message",
        VetoKind.Gift => "before-gift",
        _ => "before-file",
    };

    public static ReadOnlyMemory<byte> Write(string id, VetoKind kind, DateTimeOffset at, VetoSubject subject, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("hook", NameOf(kind));
            json.WriteString("app", subject.App);
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("room", subject.Room);
            if (subject.User is not null) json.WriteString("user", subject.User);
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
