using System.Text.Json;
using System.Text.Unicode;

namespace Rooms.Wire.WebIm;

/// <summary>
/// What a webim client sends: one JSON object a frame, <c>{"cmd":"login|getOnline|getHistory|message", ...}</c> (PHPWebIM, src/Server.php).
/// Values are read as PHP reads them where it expects another type. <see cref="To"/> and <see cref="Channal"/> are those of a message.
/// </summary>
public sealed class WebImCommand
{
    // PHP's own limit is 512; nobody writes such messages.
    private const int MaxDepth = 12;

    private const string CommandKey = "cmd";
    private const string DataKey = "data";

    private readonly Dictionary<string, JsonElement> members;

    private WebImCommand(Dictionary<string, JsonElement> members) => this.members = members;

    public string Command => TextOf(CommandKey);

    public string Name => TextOf("name");

    public string Avatar => TextOf("avatar");

    public string Data => TextOf(DataKey);

    public string Type => TextOf("type");

    public string To => TextOf("to");

    /// <summary>0: to everybody, 1: to one. What is not there or no number is 0, as PHP compares it.</summary>
    public double Channal => double.TryParse(TextOf("channal"), out var number) ? number : 0;

    /// <summary>False: no JSON object, or none with a <c>cmd</c> that PHP would not call empty.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> frame, out WebImCommand command)
    {
        command = new WebImCommand([]);
        try
        {
            if (!Utf8.IsValid(frame.Span)) return false;
            using var document = JsonDocument.Parse(frame, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
            var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            // Of two with one name PHP keeps the last.
            foreach (var member in document.RootElement.EnumerateObject()) members[member.Name] = member.Value.Clone();
            command = new WebImCommand(members);
            return command.Command is not ("" or "0") && members.Values.All(IsReadable);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair in an escape.
            return false;
        }
    }

    /// <summary>
    /// The members as an object, untouched but for <c>cmd</c> and <c>data</c>: <paramref name="command"/> replaces the one, <paramref name="data"/> the other
    /// where it is a text. Null leaves them out.
    /// </summary>
    public void WriteTo(Utf8JsonWriter json, string? command, string? data)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            if (name == CommandKey) WriteIfThere(json, name, command);
            else if (name == DataKey && value.ValueKind == JsonValueKind.String) WriteIfThere(json, name, data);
            else
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
        json.WriteEndObject();
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private string TextOf(string name) => members.TryGetValue(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        _ => "",
    } : "";

    // Reads every string once, so that who relays them meets none that cannot be read.
    private static bool IsReadable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is not null,
        JsonValueKind.Array => value.EnumerateArray().All(IsReadable),
        JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsReadable(member.Value)),
        _ => true,
    };
}
