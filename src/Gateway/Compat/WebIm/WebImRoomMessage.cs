using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Wire.WebIm;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>
/// A room's message and a webim message, either way. webim's has the text where every client looks for it, and beside it
/// <c>data: {"webim": {"name", "avatar", "msg": {its other keys}}}</c>, from which webim's clients get it as it was.
/// </summary>
internal sealed class WebImRoomMessage
{
    private const string Text = "text";
    private const string Member = "webim";

    // The room's own limit of a message type.
    private const int MaxType = 64;

    private readonly RoomEventView told;
    private readonly JsonElement data;

    private WebImRoomMessage(RoomEventView told, JsonElement data) => (this.told, this.data) = (told, data);

    /// <summary>Null: the event is no message.</summary>
    public static WebImRoomMessage? From(RoomEventView told) =>
        told.Type == RoomEventTypes.Message ? new WebImRoomMessage(told, JsonSerializer.Deserialize<JsonElement>(told.Data)) : null;

    /// <summary>A push of the app's backend: nobody of the room says it.</summary>
    public static WebImRoomMessage FromPush(RoomEventView push) => new(push, JsonSerializer.Deserialize<JsonElement>(push.Data));

    public static SendMessage ToRoom(WebImUser user, WebImCommand message) => new(
        message.Type.Length is > 0 and <= MaxType ? message.Type : Text,
        message.Data,
        WebImMessages.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(Member);
            json.WriteString("name", user.Name);
            json.WriteString("avatar", user.Avatar);
            json.WritePropertyName("msg");
            message.WriteTo(json, command: null, data: null);
            json.WriteEndObject();
            json.WriteEndObject();
        }));

    /// <summary>As others in the room are told it.</summary>
    public string ToFromMsg() => WebImMessages.Write(json => WriteMessage(json, "fromMsg"));

    /// <summary>As an element of the history.</summary>
    public void WriteHistory(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf());
        json.WriteStartObject("user");
        json.WriteString("name", TextIn(Own, "name") ?? told.User ?? "");
        json.WriteString("avatar", TextIn(Own, "avatar") ?? "");
        json.WriteEndObject();
        json.WriteNumber("time", told.At.ToUnixTimeSeconds());
        json.WritePropertyName("msg");
        WriteMessage(json, "message");
        json.WriteEndObject();
    }

    // Clients run an image's data as code: none but webim's own reaches them as one, whatever others put into their messages.
    private JsonElement? Own => WebImClient.FdOf(told.User) is null ? null : In(In(data, "data"), Member);

    private string TypeOf() => Own is null ? Text : TextIn(In(Own, "msg"), "type") ?? Text;

    private void WriteMessage(Utf8JsonWriter json, string command)
    {
        json.WriteStartObject();
        json.WriteString("cmd", command);
        if (In(Own, "msg") is { ValueKind: JsonValueKind.Object } message) WriteOwn(json, message);
        else WriteOthers(json);
        json.WriteEndObject();
    }

    private void WriteOwn(Utf8JsonWriter json, JsonElement message)
    {
        foreach (var member in message.EnumerateObject().Where(member => member.Name != "cmd")) member.WriteTo(json);
        // The room may have masked words in it.
        if (!message.TryGetProperty("data", out _) && TextIn(data, Text) is { } text) json.WriteString("data", text);
    }

    private void WriteOthers(Utf8JsonWriter json)
    {
        // From 0 the pages show as the system's.
        if (told.User is null) json.WriteNumber("from", 0);
        else json.WriteString("from", told.User);
        json.WriteNumber("channal", 0);
        json.WriteString("data", TextIn(data, Text) ?? TextIn(In(data, "data"), Text) ?? Raw(In(In(data, "data"), "body") ?? In(data, "data")));
        json.WriteString("type", Text);
        json.WriteString("name", told.User ?? "");
        json.WriteString("avatar", "");
    }

    private static string Raw(JsonElement? value) => value switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        _ => value.Value.GetRawText(),
    };

    private static JsonElement? In(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) ? value : null;

    private static string? TextIn(JsonElement? parent, string name) => In(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
