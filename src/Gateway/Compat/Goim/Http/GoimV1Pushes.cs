using System.Text;
using System.Text.Json;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>Body of <c>/1/pushs</c>: <c>{"u":[1,2],"m":{...}}</c>. The message is the raw JSON of <c>m</c>.</summary>
internal sealed record GoimV1Pushes(long[] Users, byte[] Message)
{
    /// <summary>Null: no JSON, or users that are no list of numbers.</summary>
    public static GoimV1Pushes? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            var users = ReadUsers(document.RootElement);
            var message = document.RootElement.TryGetProperty("m", out var raw) ? Encoding.UTF8.GetBytes(raw.GetRawText()) : [];
            return users is null ? null : new GoimV1Pushes(users, message);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long[]? ReadUsers(JsonElement body)
    {
        if (!body.TryGetProperty("u", out var list) || list.ValueKind == JsonValueKind.Null) return [];
        if (list.ValueKind != JsonValueKind.Array) return null;
        var users = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var user)) return null;
            users.Add(user);
        }
        return [.. users];
    }
}
