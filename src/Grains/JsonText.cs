using System.Text;
using System.Text.Json;

namespace Rooms.Grains;

/// <summary>Checks of JSON that clients send and grains keep as text.</summary>
internal static class JsonText
{
    // Deeper trees serve nobody and cost stack in every reader behind us.
    private const int MaxDepth = 16;

    public static bool IsObject(string text, int maxBytes) => IsWellFormed(text, maxBytes, out var first) && first == JsonTokenType.StartObject;

    public static bool IsAny(string text, int maxBytes) => IsWellFormed(text, maxBytes, out _);

    private static bool IsWellFormed(string text, int maxBytes, out JsonTokenType first)
    {
        first = JsonTokenType.None;
        if (text.Length > maxBytes) return false;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > maxBytes) return false;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read()) return false;
            first = reader.TokenType;
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
