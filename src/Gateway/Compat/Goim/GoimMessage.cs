using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>
/// What goim pushes: an operation and bytes. In a room it is a message of type <c>goim</c> with the data <c>{"op":1000,"body":...}</c> for a body that is
/// JSON, <c>{"op":1000,"text":"..."}</c> for other text, <c>{"op":1000,"base64":"..."}</c> for the rest: others can read it, and goim's clients get the same bytes.
/// </summary>
internal readonly record struct GoimMessage(int Operation, ReadOnlyMemory<byte> Body)
{
    /// <summary>Type of the room message.</summary>
    public const string Type = "goim";

    // A message's data has at most 16 KiB; text may grow sixfold when it is escaped, base64 by a third.
    private const int MaxTextBytes = 16 * 1024 - 64;

    // A room keeps trees of 16 levels; the data around the body has one, and an event around that another.
    private const int MaxDepth = 12;

    // Letters stay letters: this JSON is never put into a page.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The data of a room message.</summary>
    public string ToData()
    {
        if (IsJson(Body.Span)) return $$"""{"op":{{Operation}},"body":{{Encoding.UTF8.GetString(Body.Span)}}}""";
        return TryQuote(Body.Span, out var quoted)
            ? $$"""{"op":{{Operation}},"text":{{quoted}}}"""
            : $$"""{"op":{{Operation}},"base64":"{{Convert.ToBase64String(Body.Span)}}"}""";
    }

    /// <summary>From an event of type <c>message</c>; false: it is another type's, or no goim made it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> eventData, out GoimMessage message)
    {
        message = default;
        try
        {
            var reader = new Utf8JsonReader(eventData);
            return TryRead(eventData, ref reader, out message);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            // Backends may write messages of this type too, as they like.
            return false;
        }
    }

    /// <summary>One JSON value and nothing else, and bytes that a text frame may carry.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read()) return false;
            while (reader.Read()) { }
            return Utf8.IsValid(body);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> source, ref Utf8JsonReader reader, out GoimMessage message)
    {
        message = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        var isGoim = false;
        var isRead = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            if (isType) isGoim = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("goim"u8);
            else if (isData) isRead = TryReadData(source, ref reader, out message);
            else reader.Skip();
        }
        return isGoim && isRead;
    }

    private static bool TryReadData(ReadOnlySpan<byte> source, ref Utf8JsonReader reader, out GoimMessage message)
    {
        message = default;
        int? operation = null;
        byte[]? body = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (name == "op" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)) operation = number;
            else if (name == "text" && reader.TokenType == JsonTokenType.String) body = Encoding.UTF8.GetBytes(reader.GetString()!);
            else if (name == "base64" && reader.TokenType == JsonTokenType.String) body = reader.GetBytesFromBase64();
            reader.Skip();
            if (name == "body") body = source[start..(int)reader.BytesConsumed].ToArray();
        }
        message = new GoimMessage(operation ?? 0, body);
        return operation is not null && body is not null;
    }

    private static bool TryQuote(ReadOnlySpan<byte> body, out string quoted)
    {
        quoted = "";
        if (!Utf8.IsValid(body)) return false;
        quoted = JsonSerializer.Serialize(Encoding.UTF8.GetString(body), Relaxed);
        return Encoding.UTF8.GetByteCount(quoted) <= MaxTextBytes;
    }
}
