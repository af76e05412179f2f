using System.Text;
using System.Text.Json;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>What the server says. <c>channal</c> is the wire's own spelling.</summary>
internal static class WebImMessages
{
    public const int InvalidCommand = 101;

    /// <summary>Of a command that there is not, and of a message that is too long.</summary>
    public const int Unsupported = 102;

    /// <summary>Ours: the room refused the message.</summary>
    public const int Refused = 103;

    public const int OverLimit = 104;

    private const int ListedUsers = 100;

    public static string Login(WebImUser user) => Write(json => WriteUser(json, "login", user));

    public static string NewUser(WebImUser user) => Write(json => WriteUser(json, "newUser", user));

    public static string CameOnline(WebImUser user) => Write(json =>
    {
        json.WriteStartObject();
        WriteNotice(json, "fromMsg", null, user.Name + "上线了");
        json.WriteEndObject();
    });

    public static string Offline(WebImUser user) => Write(json =>
    {
        json.WriteStartObject();
        WriteNotice(json, "offline", user.Fd, user.Name + "下线了");
        json.WriteEndObject();
    });

    public static string Error(int code, string message) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("cmd", "error");
        json.WriteNumber("code", code);
        json.WriteString("msg", message);
        json.WriteEndObject();
    });

    /// <summary>As pages send it on in a message of the type image.</summary>
    public static string Picture(string url, string thumbnail) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("url", url);
        json.WriteString("thumb", thumbnail);
        json.WriteEndObject();
    });

    public static string Uploaded(string picture) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("data", picture);
        json.WriteNumber("code", 0);
        json.WriteString("msg", "");
        json.WriteEndObject();
    });

    public static string NotUploaded(string message, int code) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("msg", message);
        json.WriteStartArray("data");
        json.WriteEndArray();
        json.WriteNumber("code", code);
        json.WriteEndObject();
    });

    /// <summary>Every id, and the login answers of at most 100.</summary>
    public static string Online(IReadOnlyCollection<WebImUser> users) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("cmd", "getOnline");
        json.WriteStartArray("users");
        foreach (var user in users) json.WriteStringValue(user.Fd);
        json.WriteEndArray();
        json.WriteStartArray("list");
        foreach (var user in users.Take(ListedUsers)) WriteUser(json, "login", user);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) write(json);
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static void WriteUser(Utf8JsonWriter json, string command, WebImUser user)
    {
        json.WriteStartObject();
        json.WriteString("cmd", command);
        json.WriteString("fd", user.Fd);
        json.WriteString("name", user.Name);
        json.WriteString("avatar", user.Avatar);
        json.WriteEndObject();
    }

    private static void WriteNotice(Utf8JsonWriter json, string command, string? fd, string text)
    {
        json.WriteString("cmd", command);
        if (fd is not null) json.WriteString("fd", fd);
        json.WriteNumber("from", 0);
        json.WriteNumber("channal", 0);
        json.WriteString("data", text);
    }
}
