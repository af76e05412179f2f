using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Rooms.Host.Sight;

/// <summary><c>{"time","level","category","event","message","traceId","fields":{...},"exception"}</c>, one line an entry.</summary>
internal sealed class JsonLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "rooms-json";

    private const string Template = "{OriginalFormat}";

    // Names in every script stay readable; a line break in a message is escaped in any case.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel.ToString().ToLowerInvariant());
            json.WriteString("category", logEntry.Category);
            if (logEntry.EventId.Name is { } name) json.WriteString("event", name);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            json.WriteString("traceId", TraceIds.Current);
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> fields) WriteFields(json, fields);
            if (logEntry.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }
        textWriter.Write(Encoding.UTF8.GetString(line.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
            if (name != Template) WriteField(json, name, value);
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case int or long or short or byte:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            // JSON has no infinity.
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
